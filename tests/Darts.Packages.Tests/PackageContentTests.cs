using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Darts.Packages.Tests.Support;

namespace Darts.Packages.Tests;

/// <summary>What lies in the packages.</summary>
public sealed class PackageContentTests
{
    private const string Tool = "Darts.Cli";
    private const string Generator = "Darts.Codegen";
    private const string Templates = "Darts.Templates";

    private static readonly string[] Libraries = ["Darts.Genotypes", "Darts.Kernels", "Darts.Networks", "Darts.Serving"];

    public static TheoryData<string> All => [.. Libraries, Generator, Tool, Templates];

    public static TheoryData<string> WithAssemblies => [.. Libraries, Generator, Tool];

    public static TheoryData<string> WithSymbols => [.. Libraries, Tool];

    [Fact]
    public void There_are_these_packages_and_no_others() =>
        Assert.Equal(All.Select(row => Feed.Package(row.Data)).Order(StringComparer.Ordinal), Directory.GetFiles(Feed.Packages, "*.nupkg").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_package_says_what_it_is_and_under_which_licence(string id)
    {
        using var package = ZipFile.OpenRead(Feed.Package(id));
        var metadata = Metadata(package, id);
        Assert.Equal("MIT", metadata["license"]);
        Assert.Equal("README.md", metadata["readme"]);
        Assert.NotEmpty(metadata["description"]);
        Assert.Contains("neural-architecture-search", metadata["tags"].Split(' '));
        Assert.Equal(DotNet.Version, metadata["version"]);
        Assert.Equal(File.ReadAllText(Path.Combine(DotNet.Repository, "LICENSE")), Text(package, "LICENSE"));
        Assert.NotEmpty(Text(package, "README.md"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_readme_names_the_version_of_its_package(string id)
    {
        using var package = ZipFile.OpenRead(Feed.Package(id));
        foreach (string line in Text(package, "README.md").Split('\n').Where(line => line.Contains("Include=\"Darts.", StringComparison.Ordinal)))
            Assert.Contains($"Version=\"{DotNet.Version}\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithSymbols))]
    public void A_symbol_package_belongs_to_the_very_assemblies(string id)
    {
        using var package = ZipFile.OpenRead(Feed.Package(id));
        using var symbols = ZipFile.OpenRead(Feed.Package(id, ".snupkg"));
        var pdbs = symbols.Entries.Where(entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(pdbs);
        foreach (var pdb in pdbs)
        {
            using var provider = MetadataReaderProvider.FromPortablePdbStream(Buffered(pdb));
            using var assembly = new PEReader(Buffered(package.GetEntry(Path.ChangeExtension(pdb.FullName, ".dll"))!));
            var codeView = assembly.ReadCodeViewDebugDirectoryData(assembly.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView));
            Assert.Equal(new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id).Guid, codeView.Guid);
        }
    }

    [Theory]
    [MemberData(nameof(WithAssemblies))]
    public void Every_assembly_of_ours_was_built_deterministically_and_says_so(string id)
    {
        using var package = ZipFile.OpenRead(Feed.Package(id));
        var assemblies = package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal) && entry.Name.StartsWith("darts", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.NotEmpty(assemblies);
        foreach (var entry in assemblies)
        {
            using var assembly = new PEReader(Buffered(entry));
            Assert.Contains(assembly.ReadDebugDirectory(), debug => debug.Type == DebugDirectoryEntryType.Reproducible);
        }
    }

    [Fact]
    public void The_generators_symbols_are_inside_it()
    {
        using var package = ZipFile.OpenRead(Feed.Package(Generator));
        using var assembly = new PEReader(Buffered(package.GetEntry("analyzers/dotnet/cs/Darts.Codegen.dll")!));
        Assert.Contains(assembly.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
    }

    [Theory]
    [InlineData("Darts.Kernels")]
    [InlineData("Darts.Networks", "Darts.Kernels", "TorchSharp")]
    [InlineData("Darts.Serving", "Darts.Kernels", "Microsoft.Extensions.Hosting.Abstractions")]
    [InlineData(Generator, "Darts.Networks")]
    [InlineData(Tool)]
    [InlineData(Templates)]
    public void A_package_asks_for_no_more_than_it_needs(string id, params string[] needs)
    {
        using var package = ZipFile.OpenRead(Feed.Package(id));
        var dependencies = Nuspec(package, id).Descendants().Where(element => element.Name.LocalName == "dependency").ToList();
        var names = dependencies.Select(element => (string)element.Attribute("id")!).ToList();
        Assert.Superset(needs.ToHashSet(), names.ToHashSet());
        Assert.Equal(needs.Length == 0, names.Count == 0);
        Assert.DoesNotContain(names, name => name.StartsWith("libtorch", StringComparison.Ordinal));
        Assert.All(dependencies.Where(element => ((string)element.Attribute("id")!).StartsWith("Darts.", StringComparison.Ordinal)), element => Assert.Equal(DotNet.Version, (string)element.Attribute("version")!));
    }

    [Fact]
    public void The_tool_brings_its_data_and_no_libtorch()
    {
        using var package = ZipFile.OpenRead(Feed.Package(Tool));
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("tools/net10.0/any/darts.dll", names);
        Assert.Contains(names, name => name.Contains("/data/fashion-mnist-mini/", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.Contains("torch_cpu", StringComparison.Ordinal));
        // The host refuses to start a program with a file on this list that is not there.
        Assert.DoesNotContain("torch_cpu", Text(package, "tools/net10.0/any/darts.deps.json"), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Metadata(ZipArchive package, string id) =>
        Nuspec(package, id).Root!.Elements().Single(element => element.Name.LocalName == "metadata").Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);

    private static XDocument Nuspec(ZipArchive package, string id) => XDocument.Parse(Text(package, $"{id}.nuspec"));

    private static string Text(ZipArchive package, string entry)
    {
        using var reader = new StreamReader(package.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    private static MemoryStream Buffered(ZipArchiveEntry entry)
    {
        var buffer = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(buffer);
        buffer.Position = 0;
        return buffer;
    }
}
