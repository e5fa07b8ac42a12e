using Darts.Codegen.Tests.Harness;

namespace Darts.Packages.Tests.Support;

/// <summary>A program like a user's, which references the packages of the <see cref="Feed"/>.</summary>
internal sealed class ConsumerProject
{
    private const string Program = """
        using TorchSharp;

        using var network = new Consumer.First();
        network.eval();
        using var images = torch.ones(2, 3, 8, 8);
        using var logits = network.forward(images);
        System.Console.WriteLine($"[{string.Join(", ", logits.shape)}] {System.Type.GetType("Consumer.Second") is not null}");
        """;

    public ConsumerProject(string folder)
    {
        Folder = Feed.Folder(folder);
        Write("Consumer.csproj", Project(LibTorch));
        Write("Program.cs", Program);
        Write("genotypes/first.genotype.json", Sample.Named("First"));
        Write("genotypes/more/second.genotype.json", Sample.Named("Second"));
    }

    /// <summary>The project's folder.</summary>
    public string Folder { get; }

    /// <summary>The output of a build.</summary>
    public string Binaries => Path.Combine(Folder, "bin", "Release", "net10.0");

    /// <summary>What the build takes from the environment of a machine: nothing of this repository's.</summary>
    public static string[] Build => ["build", "-c", "Release", "--nologo", "-v", "q", "-tl:off"];

    /// <summary>The native library of this system.</summary>
    public static string LibTorch => Reference($"libtorch-cpu-{(OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64")}", DotNet.LibTorchVersion);

    /// <summary>Writes a file of the project.</summary>
    public void Write(string path, string content)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    /// <summary>The project file of a program with compiled networks.</summary>
    public static string Project(string references) => ProjectOf("Darts.Codegen", references);

    /// <summary>The project file of a program.</summary>
    /// <param name="package">One of ours.</param>
    /// <param name="references">To others.</param>
    public static string ProjectOf(string package, string references = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <UseAppHost>false</UseAppHost>
            <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
            <CreateHardLinksForPublishFilesIfPossible>true</CreateHardLinksForPublishFilesIfPossible>
          </PropertyGroup>
          <ItemGroup>
            {Reference(package, DotNet.Version)}
            {references}
          </ItemGroup>
        </Project>
        """;

    private static string Reference(string package, string version) => $"""<PackageReference Include="{package}" Version="{version}" />""";
}
