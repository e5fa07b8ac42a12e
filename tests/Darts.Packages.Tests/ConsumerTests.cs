using Darts.Packages.Tests.Support;

namespace Darts.Packages.Tests;

/// <summary>What a user's project gets: packages, build, run, publish. One after the other on one project, because each build takes seconds.</summary>
public sealed class ConsumerTests
{
    [Fact]
    public async Task A_fresh_project_builds_runs_forgets_a_deleted_genotype_publishes_and_is_told_what_is_missing()
    {
        var project = new ConsumerProject("Consumer");
        await DotNet.Succeed(project.Folder, ConsumerProject.Build);
        // Not some release of ours that this machine happens to have.
        Assert.True(Directory.Exists(Path.Combine(Feed.Cache, "darts.networks", DotNet.Version)));
        Assert.Equal("[2, 10] True", await RunIn(project.Binaries));

        File.Delete(Path.Combine(project.Folder, "genotypes", "more", "second.genotype.json"));
        await DotNet.Succeed(project.Folder, [.. ConsumerProject.Build, "--no-restore"]);
        Assert.Equal("[2, 10] False", await RunIn(project.Binaries));

        string published = Path.Combine(project.Folder, "published");
        await DotNet.Succeed(project.Folder, "publish", "-c", "Release", "--no-build", "-o", published, "--nologo", "-v", "q");
        Assert.Equal("[2, 10] False", await RunIn(published));

        Assert.Equal(Path.Combine(project.Folder, "genotypes"), await Evaluate(project.Folder, "-getProperty:DartsGenotypeFolder"));
        Assert.Equal(Path.GetFullPath(Path.Combine(project.Folder, "..", "shared")), await Evaluate(project.Folder, "-getProperty:DartsGenotypeFolder", "-p:DartsGenotypeFolder=../shared"));
        Assert.Contains("first.genotype.json", await Evaluate(project.Folder, "-getItem:AdditionalFiles"), StringComparison.Ordinal);
        Assert.DoesNotContain("first.genotype.json", await Evaluate(project.Folder, "-getItem:AdditionalFiles", "-p:EnableDefaultDartsGenotypeItems=false"), StringComparison.Ordinal);
        Assert.Contains("DartsFusion", await Evaluate(project.Folder, "-getItem:CompilerVisibleProperty"), StringComparison.Ordinal);
        Assert.Superset(new HashSet<string> { "CS8784", "CS8785", "CS9057" }, (await Evaluate(project.Folder, "-getProperty:WarningsAsErrors")).Split(';').ToHashSet());

        // Last, because it leaves the project without its native library.
        (int code, string output) = await DotNet.Run(project.Folder, "msbuild", "-t:_DartsCheckCompiler", "-p:CompilerApiVersion=roslyn4.14", "-v:q", "-tl:off");
        Assert.NotEqual(0, code);
        Assert.Contains("error DARTS060: Darts.Codegen needs the compiler of .NET SDK 10.0.100 or newer (Roslyn 5.0); this one is 'roslyn4.14'.", output, StringComparison.Ordinal);
        project.Write("Consumer.csproj", ConsumerProject.Project(references: ""));
        Assert.Contains(
            "warning DARTS061: This program uses TorchSharp and has no native libtorch",
            await DotNet.Succeed(project.Folder, "msbuild", "-restore", "-t:ResolvePackageAssets", "-v:q", "-tl:off"),
            StringComparison.Ordinal);
    }

    private static async Task<string> Evaluate(string folder, params string[] arguments) => (await DotNet.Succeed(folder, ["msbuild", .. arguments])).Trim();

    [Fact]
    public async Task The_readmes_project_builds_and_prints_what_the_readme_says()
    {
        string folder = Feed.Folder("Shoes");
        foreach ((string name, string content) in ReadmeFiles.Read(Path.Combine(DotNet.Repository, "README.md")))
        {
            string file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        }
        await DotNet.Succeed(folder, ConsumerProject.Build);
        string output = await RunIn(Path.Combine(folder, "bin", "Release", "net10.0"), "Shoes.dll");
        Assert.Matches(@"^ShoeNet: \d+ parameters, logits \[8, 4\]$", output);
    }

    [Fact]
    public async Task The_example_of_the_genotype_language_builds_and_writes_a_genotype_in_its_canonical_form()
    {
        string folder = Feed.Folder("Language"), page = await File.ReadAllTextAsync(Path.Combine(DotNet.Repository, "src", "Darts.Genotypes", "README.md"), TestContext.Current.CancellationToken);
        string genotype = ReadmeFiles.Read(Path.Combine(DotNet.Repository, "README.md")).Single(file => file.Name == "genotypes/shoes.genotype.json").Content;
        Directory.CreateDirectory(Path.Combine(folder, "genotypes"));
        await File.WriteAllTextAsync(Path.Combine(folder, "genotypes", "shoes.genotype.json"), genotype, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), ReadmeFiles.CSharp(page), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "Language.csproj"), ConsumerProject.ProjectOf("Darts.Genotypes"), TestContext.Current.CancellationToken);
        await DotNet.Succeed(folder, ConsumerProject.Build);
        Assert.Equal(genotype, await DotNet.Succeed(folder, Path.Combine("bin", "Release", "net10.0", "Language.dll")));
    }

    private static async Task<string> RunIn(string folder, string program = "Consumer.dll") => (await DotNet.Succeed(folder, Path.Combine(folder, program))).Trim();
}
