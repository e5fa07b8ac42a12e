using Darts.EndToEnd.Tests.Support;
using Darts.Packages.Tests.Support;

namespace Darts.Packages.Tests;

/// <summary>The tool as users install it.</summary>
public sealed class ToolTests
{
    [Fact]
    public async Task It_says_what_it_can_do()
    {
        var (code, output) = await DartsTool.Run(Feed.Root, "--help");
        Assert.Equal(0, code);
        Assert.Contains("darts [command] [options]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_searches_in_a_project_that_was_never_restored_with_the_libtorch_that_the_project_references()
    {
        var project = new ConsumerProject("Never restored");
        TinyImages.WriteIdx(Path.Combine(project.Folder, "digits"));
        await DartsTool.Succeed(project.Folder, ["search", "--data", "digits", "--name", "Found", "--batch-size", "16", .. DartsTool.SmallSearch]);
        Assert.True(File.Exists(Path.Combine(project.Folder, "genotypes", "Found.genotype.json")));
    }

    [Fact]
    public async Task Where_there_is_no_libtorch_it_says_how_to_get_one()
    {
        string folder = Feed.Folder("Without libtorch");
        // Nothing but what the tool asks a project for.
        await File.WriteAllTextAsync(Path.Combine(folder, "Empty.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <DartsGenotypeFolder>genotypes</DartsGenotypeFolder>
              </PropertyGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), "<configuration><fallbackPackageFolders><clear /></fallbackPackageFolders></configuration>", TestContext.Current.CancellationToken);
        var (code, output) = await DartsTool.RunWithoutPackages(folder, "search", "--project", "Empty.csproj");
        Assert.Equal(2, code);
        Assert.Contains($"darts: libtorch {DotNet.LibTorchVersion} is needed, and there is none among the packages of", output, StringComparison.Ordinal);
        Assert.Contains("dotnet add package libtorch-cpu-", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
