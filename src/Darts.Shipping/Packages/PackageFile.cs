using System.Reflection;
using System.Text;
using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Kernels.Models;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace Darts.Shipping;

/// <summary>Puts a package's parts into a .nupkg.</summary>
internal static class PackageFile
{
    private const string Framework = "net10.0";
    private const string Readme = "README.md";

    /// <summary>Makes it.</summary>
    /// <param name="identity">What it is called.</param>
    /// <param name="genotype">The architecture.</param>
    /// <param name="network">The network's class name.</param>
    /// <param name="assembly">The compiled code with the weights.</param>
    /// <param name="documentation">Its XML documentation.</param>
    /// <param name="readme">The page that shows it.</param>
    public static byte[] Of(PackageIdentity identity, Genotype genotype, string network, byte[] assembly, byte[] documentation, string readme)
    {
        string library = $"lib/{Framework}/{identity.Id}";
        var package = new PackageBuilder(deterministic: true)
        {
            Id = identity.Id,
            Version = identity.Version,
            Description = $"{network}: a trained image classifier of architecture {genotype.Name}, compiled. Pictures in, classes with probabilities out; no native library.",
            Readme = Readme,
        };
        package.Authors.Add(identity.Id);
        package.DependencyGroups.Add(new(NuGetFramework.Parse(Framework), [Kernels()]));
        Add($"{library}.dll", assembly);
        Add($"{library}.xml", documentation);
        Add(Readme, Encoding.UTF8.GetBytes(readme));
        Add($"genotype/{network}.genotype.json", Encoding.UTF8.GetBytes(GenotypeWriter.Write(genotype)));
        Add($"genotype/{network}.svg", Encoding.UTF8.GetBytes(FigureSvg.Document(GenotypeFigure.Draw(genotype), Theme.Auto)));
        // In memory: what is saved to gets closed.
        using var stream = new MemoryStream();
        package.Save(stream);
        return stream.ToArray();

        void Add(string path, byte[] content) => package.Files.Add(new PackagePart(path, content));
    }

    /// <summary>Darts.Kernels as this program has it, up to the next version that may lay networks out otherwise.</summary>
    private static PackageDependency Kernels()
    {
        var kernels = typeof(ImageModel).Assembly;
        var version = NuGetVersion.Parse(kernels.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);
        var next = version.Major > 0 ? new NuGetVersion(version.Major + 1, 0, 0) : new NuGetVersion(0, version.Minor + 1, 0);
        return new(kernels.GetName().Name, new VersionRange(version, includeMinVersion: true, next, includeMaxVersion: false));
    }
}
