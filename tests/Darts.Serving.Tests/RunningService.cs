using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Darts.Serving.Tests;

/// <summary>A web service, <c>samples/Serve</c> for example, as a process of its own on a free port of loopback.</summary>
internal sealed partial class RunningService : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private RunningService(Process process, Uri address) => (_process, Client) = (process, new HttpClient { BaseAddress = address, Timeout = Patience });

    /// <summary>Talks to it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts <c>samples/Serve</c> and waits until it listens.</summary>
    public static Task<RunningService> StartAsync(params string[] options)
    {
        string configuration = typeof(RunningService).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration.ToLowerInvariant();
        return StartProgramAsync(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Serve", configuration, "Serve.dll")), options);
    }

    /// <summary>Starts a service and waits until it listens.</summary>
    /// <param name="program">Its assembly.</param>
    /// <param name="options">Its arguments.</param>
    public static async Task<RunningService> StartProgramAsync(string program, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, "--urls", "http://127.0.0.1:0", .. options]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(program)! };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                // What it goes on to write is read, so that it never waits for that.
                _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
                return new(process, new Uri(match.Value));
            }
        }
        throw new InvalidOperationException("The service ended before it listened.");
    }

    /// <summary>A number of its metrics.</summary>
    /// <param name="series">Its name with all labels.</param>
    public async Task<double> MetricAsync(string series)
    {
        string text = await Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        string? line = text.Split('\n').FirstOrDefault(line => line.StartsWith($"{series} ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Asks it to end, as service managers do.</summary>
    public void Stop() => Assert.Equal(0, Kill(_process.Id, Terminate));

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
