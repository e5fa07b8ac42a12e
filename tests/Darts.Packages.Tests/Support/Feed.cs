using Darts.Packages.Tests.Support;

[assembly: AssemblyFixture(typeof(Feed))]

namespace Darts.Packages.Tests.Support;

/// <summary>
/// The packages of this build, packed once for all tests into a folder with a space in its path, and the tool installed from them. Projects below <see cref="Root"/> restore our packages from there into a cache of
/// their own. Packages of others come out of the machine's ordinary cache, to keep it quick; with <c>DARTS_PACKAGES_FROM=registry</c> they come from the configured registries,
/// as on a machine that never saw any of them.
/// </summary>
public sealed class Feed : IAsyncLifetime
{
    /// <summary>The folder of everything; users' folders are made in it.</summary>
    internal static string Root { get; } = Path.Combine(Path.GetTempPath(), $"darts package test {Guid.NewGuid():N}");

    /// <summary>The feed.</summary>
    internal static string Packages => Path.Combine(Root, "feed");

    /// <summary>Where NuGet unpacks what the projects reference; empty at first.</summary>
    internal static string Cache => Path.Combine(Root, "cache");

    /// <summary>A package, or with another extension its symbols.</summary>
    internal static string Package(string id, string extension = ".nupkg") => Path.Combine(Packages, $"{id}.{DotNet.Version}{extension}");

    /// <summary>An empty folder of a user.</summary>
    internal static string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Root);
        await DotNet.Succeed(DotNet.Repository, "pack", "Darts.Codegen.sln", "-c", DotNet.Configuration, "--no-build", "--no-restore", $"-p:PackageOutputPath={Packages}", "-v", "q");
        bool fromRegistry = Environment.GetEnvironmentVariable("DARTS_PACKAGES_FROM") == "registry";
        await File.WriteAllTextAsync(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <fallbackPackageFolders><clear />{(fromRegistry ? "" : $"<add key=\"machine\" value=\"{DotNet.PackageCache}\" />")}</fallbackPackageFolders>
              <packageSources>{(fromRegistry ? "" : "<clear />")}<add key="feed" value="feed" /></packageSources>
            </configuration>
            """, TestContext.Current.CancellationToken);
        await DartsTool.InstallAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
