using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using Darts.Packages.Tests.Support;

namespace Darts.Packages.Tests;

/// <summary>What the repository's build files do for a library in a clone that has a remote.</summary>
public sealed class SourceLinkTests
{
    /// <summary>Portable PDB v1.0, "Source Link".</summary>
    private static readonly Guid SourceLinkKind = new("cc110556-a091-4d38-9fec-25ab9a351a6a");

    [Fact]
    public async Task A_release_names_the_commit_and_where_its_sources_are_and_not_the_folder_it_was_built_in()
    {
        string clone = Feed.Folder("clone with a remote"), project = Path.Combine(clone, "src", "Tiny");
        foreach (string file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "LICENSE", "eng/Packaging.targets", "src/Darts.Networks/build/Darts.Networks.targets"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, file))!);
            File.Copy(Path.Combine(DotNet.Repository, file), Path.Combine(clone, file));
        }
        Write(project, "README.md", "Tiny");
        Write(project, "Tiny.cs", "namespace Tiny;\n/// <summary>A class.</summary>\npublic sealed class Class;\n");
        Write(project, "Tiny.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <IsPackable>true</IsPackable>
              </PropertyGroup>
            </Project>
            """);
        string commit = await Commit(clone);

        await DotNet.Succeed(project, "pack", "-p:ContinuousIntegrationBuild=true", $"-p:PackageOutputPath={clone}", "-v", "q");
        using var package = ZipFile.OpenRead(Path.Combine(clone, $"Tiny.{DotNet.Version}.nupkg"));
        using var nuspec = new StreamReader(package.GetEntry("Tiny.nuspec")!.Open());
        string metadata = await nuspec.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("https://github.com/example/darts", metadata, StringComparison.Ordinal);
        Assert.Contains(commit, metadata, StringComparison.Ordinal);

        using var symbols = ZipFile.OpenRead(Path.Combine(clone, $"Tiny.{DotNet.Version}.snupkg"));
        var (documents, link) = Read(symbols.GetEntry("lib/net10.0/Tiny.pdb")!);
        Assert.Contains("/_/src/Tiny/Tiny.cs", documents);
        Assert.DoesNotContain(documents, name => name.Contains("clone with a remote", StringComparison.Ordinal));
        Assert.Equal($$$"""{"documents":{"/_/*":"https://raw.githubusercontent.com/example/darts/{{{commit}}}/*"}}""", link);
    }

    private static void Write(string folder, string name, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static async Task<string> Commit(string clone)
    {
        Assert.SkipWhen(!Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "git"))), "There is no git here.");
        await Git("init", "--quiet");
        await Git("remote", "add", "origin", "https://github.com/example/darts.git");
        await Git("add", "--all");
        await Git("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "first");
        return (await Git("rev-parse", "HEAD")).Trim();

        Task<string> Git(params string[] arguments) => DotNet.StartAndSucceed("git", clone, arguments);
    }

    private static (IReadOnlyList<string> Documents, string Link) Read(ZipArchiveEntry pdb)
    {
        var buffer = new MemoryStream();
        using (var stream = pdb.Open())
            stream.CopyTo(buffer);
        buffer.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(buffer);
        var reader = provider.GetMetadataReader();
        string[] documents = [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
        var link = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(information => reader.GetGuid(information.Kind) == SourceLinkKind);
        return (documents, Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)));
    }
}
