using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests.Packaging;

/// <summary>
/// A program like a user's: a project in a folder with a space in its path that references the packages, packed from this build into a feed
/// of its own. Our packages are restored into a folder beside the project; all others come from the ordinary cache, to keep it quick.
/// </summary>
public sealed class ConsumerProject : IAsyncLifetime
{
    private const string Program = """
        using TorchSharp;

        using var network = new Consumer.First();
        network.eval();
        using var images = torch.ones(2, 3, 8, 8);
        using var logits = network.forward(images);
        System.Console.WriteLine($"[{string.Join(", ", logits.shape)}] {System.Type.GetType("Consumer.Second") is not null}");
        """;

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"darts package test {Guid.NewGuid():N}");

    /// <summary>The project's folder.</summary>
    public string Folder => Path.Combine(_root, "Consumer");

    /// <summary>An empty folder from which the same packages are found.</summary>
    /// <param name="name">Its name.</param>
    public string Beside(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>The output of a build.</summary>
    public string Binaries => Path.Combine(Folder, "bin", "Release", "net10.0");

    /// <summary>What the build takes from the environment of a machine: nothing of this repository's.</summary>
    public static string[] Build => ["build", "-c", "Release", "--nologo", "-v", "q", "-tl:off"];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string feed = Path.Combine(_root, "feed");
        foreach (string project in new[] { "src/Darts.Kernels", "src/Darts.Networks", "generators/Darts.Codegen" })
            await DotNet.Succeed(DotNet.Repository, "pack", project, "-c", DotNet.Configuration, "--no-build", "--no-restore", "-o", feed, "-v", "q");
        // Found by every project below it.
        File.WriteAllText(Path.Combine(_root, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <fallbackPackageFolders><add key="cache" value="{DotNet.PackageCache}" /></fallbackPackageFolders>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
            </configuration>
            """);
        Write("Consumer.csproj", Project(LibTorch));
        Write("Program.cs", Program);
        Write("genotypes/first.genotype.json", Sample.Named("First"));
        Write("genotypes/more/second.genotype.json", Sample.Named("Second"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a file of the project.</summary>
    public void Write(string path, string content)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    /// <summary>The project file.</summary>
    public static string Project(string references) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <UseAppHost>false</UseAppHost>
            <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
            <CreateHardLinksForPublishFilesIfPossible>true</CreateHardLinksForPublishFilesIfPossible>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Darts.Codegen" Version="{DotNet.Version}" />
            {references}
          </ItemGroup>
        </Project>
        """;

    /// <summary>The native library of this system.</summary>
    public static string LibTorch => $"""<PackageReference Include="libtorch-cpu-{(OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64")}" Version="2.10.0" />""";
}
