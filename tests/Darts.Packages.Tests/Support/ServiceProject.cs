using Darts.Serving.Tests;

namespace Darts.Packages.Tests.Support;

/// <summary>The service that the page of Darts.Serving shows, around a model's package: both installed as a user does it.</summary>
internal static class ServiceProject
{
    /// <summary>The page's model.</summary>
    private const string Shown = "Photos";

    /// <summary>Builds it and starts it on loopback.</summary>
    /// <param name="models">The folder of the model's package.</param>
    /// <param name="network">The model's class.</param>
    public static async Task<RunningService> StartAsync(string models, string network)
    {
        string folder = Feed.Folder("service");
        string page = await File.ReadAllTextAsync(Path.Combine(DotNet.Repository, "src", "Darts.Serving", "README.md"), TestContext.Current.CancellationToken);
        await WriteAsync("Program.cs", ReadmeFiles.CSharp(page).Replace(Shown, network, StringComparison.Ordinal));
        await WriteAsync("nuget.config", $"""<configuration><packageSources><add key="models" value="{models}" /></packageSources></configuration>""");
        await WriteAsync("Service.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Darts.Models.{network}" Version="1.0.0" />
                <PackageReference Include="Darts.Serving" Version="{DotNet.Version}" />
              </ItemGroup>
            </Project>
            """);
        await DotNet.Succeed(folder, ConsumerProject.Build);
        return await RunningService.StartProgramAsync(Path.Combine(folder, "bin", "Release", "net10.0", "Service.dll"));

        Task WriteAsync(string name, string content) => File.WriteAllTextAsync(Path.Combine(folder, name), content, TestContext.Current.CancellationToken);
    }
}
