using System.Runtime.Versioning;
using NuGet.Frameworks;
using NuGet.Packaging;

namespace Darts.Shipping;

/// <summary>A file of a package, in memory. (NuGet's own kind of it is read once, and packages look at some twice.)</summary>
/// <param name="path">Where it lies in the package.</param>
/// <param name="content">Its bytes.</param>
internal sealed class PackagePart(string path, byte[] content) : IPackageFile
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public string EffectivePath
    {
        get
        {
            FrameworkNameUtility.ParseNuGetFrameworkFromFilePath(path, out string effective);
            return effective;
        }
    }

    /// <inheritdoc/>
    public FrameworkName? TargetFramework => null;

    /// <inheritdoc/>
    public NuGetFramework NuGetFramework => FrameworkNameUtility.ParseNuGetFrameworkFromFilePath(path, out _);

    /// <summary>The same for all: what was written when is no part of a package.</summary>
    public DateTimeOffset LastWriteTime { get; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public Stream GetStream() => new MemoryStream(content, writable: false);
}
