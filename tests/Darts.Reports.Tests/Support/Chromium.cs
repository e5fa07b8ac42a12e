using System.Diagnostics;

namespace Darts.Reports.Tests;

/// <summary>A real browser without a window, if there is one.</summary>
internal static class Chromium
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>The program; null where none is installed.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome", "chrome.exe" }.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs the browser on a page.</summary>
    /// <param name="page">An HTML file.</param>
    /// <param name="arguments">What to do with it: <c>--dump-dom</c>, <c>--screenshot=FILE</c>.</param>
    /// <returns>What it wrote to stdout.</returns>
    public static async Task<string> RunAsync(string page, params string[] arguments)
    {
        using var profile = new TemporaryFolder();
        var start = new ProcessStartInfo(Path!,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--hide-scrollbars", "--virtual-time-budget=4000", $"--user-data-dir={profile.Path}", .. arguments, new Uri(page).AbsoluteUri,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(true);
            await error.ConfigureAwait(true);
            return await output.ConfigureAwait(true);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
