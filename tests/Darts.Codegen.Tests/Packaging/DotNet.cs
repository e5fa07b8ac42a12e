using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Darts.Codegen.Tests.Packaging;

/// <summary>Runs the SDK on projects outside the test's own.</summary>
internal static class DotNet
{
    /// <summary>The configuration the tests were built in.</summary>
    public static string Configuration => typeof(DotNet).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The version of the packages in this build.</summary>
    public static string Version => typeof(GenotypeGenerator).Assembly.GetName().Version!.ToString(3);

    /// <summary>Where the SDK keeps packages that were restored before.</summary>
    public static string PackageCache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Runs <c>dotnet</c>.</summary>
    /// <returns>The exit code, and what it wrote to both streams.</returns>
    public static async Task<(int Code, string Output)> Run(string folder, params string[] arguments) => await Start("dotnet", folder, arguments);

    /// <summary>Runs <c>dotnet</c>, which must succeed.</summary>
    public static async Task<string> Succeed(string folder, params string[] arguments)
    {
        (int code, string output) = await Run(folder, arguments);
        Assert.True(code == 0, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    /// <summary>Runs a program.</summary>
    public static async Task<(int Code, string Output)> Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // A test host inherits these from 'dotnet test'; another SDK process must find its own.
        foreach (string name in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly" })
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }

    private static string FindRepository([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
