using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Darts.Packages.Tests.Support;

/// <summary>Runs the SDK, and what it made, on projects outside the test's own.</summary>
internal static class DotNet
{
    /// <summary>The configuration the tests were built in.</summary>
    public static string Configuration => typeof(DotNet).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The version of the packages in this build.</summary>
    public static string Version => Metadata("Version");

    /// <summary>The version of the libtorch that TorchSharp asks for.</summary>
    public static string LibTorchVersion => Metadata("LibTorchVersion");

    /// <summary>Where the SDK keeps packages that were restored before.</summary>
    public static string PackageCache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Runs <c>dotnet</c>.</summary>
    /// <returns>The exit code, and what it wrote to both streams.</returns>
    public static Task<(int Code, string Output)> Run(string folder, params string[] arguments) => Start("dotnet", folder, arguments);

    /// <summary>Runs <c>dotnet</c>, which must succeed.</summary>
    public static Task<string> Succeed(string folder, params string[] arguments) => StartAndSucceed("dotnet", folder, arguments);

    /// <summary>Runs a program, which must succeed.</summary>
    /// <returns>What it wrote to both streams.</returns>
    public static async Task<string> StartAndSucceed(string program, string folder, params string[] arguments)
    {
        (int code, string output) = await Start(program, folder, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    /// <summary>Runs a program.</summary>
    /// <returns>The exit code, and what it wrote to both streams.</returns>
    public static Task<(int Code, string Output)> Start(string program, string folder, params string[] arguments) => StartWith(Feed.Cache, program, folder, arguments);

    /// <summary>Runs a program that sees another cache of packages than the <see cref="Feed"/>'s.</summary>
    /// <returns>The exit code, and what it wrote to both streams.</returns>
    public static async Task<(int Code, string Output)> StartWith(string cache, string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // A test host inherits these from 'dotnet test'; another SDK process must find its own.
        foreach (string name in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly" })
            start.Environment.Remove(name);
        // A build server that outlives its build would keep our pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["NUGET_PACKAGES"] = cache;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }

    private static string Metadata(string key) => typeof(DotNet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;

    private static string FindRepository([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
