using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

public sealed class ProjectTests
{
    [Fact]
    public async Task Where_no_project_compiles_genotypes_that_is_said()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["Other.csproj"], "<Project Sdk=\"Microsoft.NET.Sdk\" />", TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "run")).Refuses("Darts.Codegen", folder.Path, "--project");
    }

    [Fact]
    public async Task A_project_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        (await Tool.RunAsync(folder.Path, "train", "--network", "X", "--project", "none/None.csproj")).Refuses(folder["none", "None.csproj"]);
    }

    [Fact]
    public async Task Of_several_projects_one_has_to_be_chosen()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["A.csproj", "B.csproj"])
            await File.WriteAllTextAsync(folder[name], "<Project><ItemGroup><PackageReference Include=\"Darts.Codegen\" /></ItemGroup></Project>", TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "run")).Refuses("A.csproj, B.csproj", "--project");
    }

    [Fact]
    public async Task A_project_that_does_not_compile_genotypes_is_refused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["Other.csproj"], "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>",
            TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "run", "--project", "Other.csproj")).Refuses("Other.csproj", "Darts.Codegen");
    }
}
