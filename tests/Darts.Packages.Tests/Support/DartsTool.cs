namespace Darts.Packages.Tests.Support;

/// <summary>The tool, installed from the <see cref="Feed"/>.</summary>
internal static class DartsTool
{
    /// <summary>A search that takes seconds.</summary>
    public static string[] SmallSearch =>
        ["--threads", "1", "--device", "cpu", "--epochs", "1", "--channels", "2", "--layers", "3", "--network-channels", "2", "--network-layers", "3"];

    /// <summary>A training that takes seconds.</summary>
    public static string[] SmallTraining => ["--threads", "1", "--device", "cpu", "--epochs", "1"];

    private static string Program => Path.Combine(Feed.Root, "tool", OperatingSystem.IsWindows() ? "darts.exe" : "darts");

    /// <summary>Installs it.</summary>
    public static Task InstallAsync() => DotNet.Succeed(Feed.Root, "tool", "install", "Darts.Cli", "--version", DotNet.Version, "--tool-path", Path.GetDirectoryName(Program)!);

    /// <summary>Runs <c>darts</c>.</summary>
    /// <returns>The exit code, and what it wrote to both streams.</returns>
    public static Task<(int Code, string Output)> Run(string folder, params string[] arguments) => DotNet.Start(Program, folder, arguments);

    /// <summary>Runs <c>darts</c> where nothing was ever restored.</summary>
    /// <returns>The exit code, and what it wrote to both streams.</returns>
    public static Task<(int Code, string Output)> RunWithoutPackages(string folder, params string[] arguments) => DotNet.StartWith(Path.Combine(folder, "packages"), Program, folder, arguments);

    /// <summary>Runs <c>darts</c>, which must succeed.</summary>
    /// <returns>What it wrote to both streams.</returns>
    public static Task<string> Succeed(string folder, params string[] arguments) => DotNet.StartAndSucceed(Program, folder, arguments);
}
