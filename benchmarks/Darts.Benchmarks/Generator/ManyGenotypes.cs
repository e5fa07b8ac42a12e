using Darts.Genotypes;
using Darts.Genotypes.Tests;

namespace Darts.Benchmarks.Generator;

/// <summary>A project of many random genotypes with one network each, in a temporary folder.</summary>
internal sealed class ManyGenotypes : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("darts-generator-");

    private ManyGenotypes()
    {
    }

    /// <summary>The project file.</summary>
    public string Path => System.IO.Path.Combine(_folder.FullName, "Many.csproj");

    /// <summary>Writes the project.</summary>
    /// <param name="count">How many genotypes.</param>
    public static ManyGenotypes Create(int count)
    {
        var project = new ManyGenotypes();
        string repository = Repository();
        File.WriteAllText(project.Path, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{repository}/src/Darts.Networks/Darts.Networks.csproj" />
              </ItemGroup>
              <Import Project="{repository}/generators/Darts.Codegen/build/Reference.targets" />
            </Project>
            """);
        DirectoryInfo genotypes = project._folder.CreateSubdirectory("genotypes");
        var random = new Random(1);
        for (int i = 0; i < count; i++)
        {
            var genotype = new ConvolutionalGenotype(
                $"Random{i}", RandomGenotype.Cell(random, 2, Operations.Convolutional), RandomGenotype.Cell(random, 2, Operations.Convolutional),
                [new ImageNetworkSpec($"Random{i}Net", ImageMacro.Cifar, 16, 8, 10, new(3, 32, 32), Auxiliary: i % 2 == 0)], Provenance.Unknown);
            File.WriteAllText(System.IO.Path.Combine(genotypes.FullName, $"random-{i}.genotype.json"), GenotypeWriter.Write(genotype));
        }
        return project;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Darts.Codegen.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The benchmark has to run from the repository's own build: no Darts.Codegen.sln above it.");
    }
}
