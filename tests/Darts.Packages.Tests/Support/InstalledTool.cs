namespace Darts.Packages.Tests.Support;

/// <summary>The tool, installed from the <see cref="Feed"/>.</summary>
public sealed class InstalledTool : IAsyncLifetime
{
    /// <summary>A search that takes seconds.</summary>
    internal static string[] SmallSearch =>
        ["--threads", "1", "--device", "cpu", "--epochs", "1", "--channels", "2", "--layers", "3", "--batch-size", "16", "--network-channels", "2", "--network-layers", "3"];

    /// <summary>A training that takes seconds.</summary>
    internal static string[] SmallTraining => ["--threads", "1", "--device", "cpu", "--epochs", "1", "--batch-size", "16"];

    private static string Program => Path.Combine(Feed.Root, "tool", OperatingSystem.IsWindows() ? "darts.exe" : "darts");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        await DotNet.Succeed(Feed.Root, "tool", "install", "Darts.Cli", "--version", DotNet.Version, "--tool-path", Path.GetDirectoryName(Program)!);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs <c>darts</c>.</summary>
    /// <returns>The exit code, and what it wrote to both streams.</returns>
    internal Task<(int Code, string Output)> Run(string folder, params string[] arguments) => DotNet.Start(Program, folder, arguments);

    /// <summary>Runs <c>darts</c>, which must succeed.</summary>
    internal Task<string> Succeed(string folder, params string[] arguments) => DotNet.StartAndSucceed(Program, folder, arguments);
}
