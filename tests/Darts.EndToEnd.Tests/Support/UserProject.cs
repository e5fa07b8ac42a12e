namespace Darts.EndToEnd.Tests.Support;

/// <summary>Somebody's project that compiles genotypes, in a folder of its own with a space in its name.</summary>
internal sealed class UserProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public UserProject()
    {
        Directory.CreateDirectory(Genotypes);
        File.WriteAllText(_folder["My Networks.csproj"],
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RootNamespace>MyNetworks</RootNamespace>
                <!-- They are built with these tests; several builds of one project at a time get into each other's way. -->
                <BuildProjectReferences>false</BuildProjectReferences>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Repository.Root}/src/Darts.Networks/Darts.Networks.csproj" />
              </ItemGroup>
              <Import Project="{Repository.Root}/generators/Darts.Codegen/build/Reference.targets" />
            </Project>
            """);
    }

    /// <summary>The project's folder, where a user would type.</summary>
    public string Path => _folder.Path;

    /// <summary>Where its genotypes lie.</summary>
    public string Genotypes => _folder["genotypes"];

    /// <summary>A path inside the project.</summary>
    public string this[params string[] names] => _folder[names];

    /// <summary>Runs <c>darts</c> in the project's folder.</summary>
    public Task<ToolResult> DartsAsync(params IEnumerable<string> arguments) => Tool.RunAsync(Path, arguments);

    public void Dispose() => _folder.Dispose();
}
