using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Darts.EndToEnd.Tests.Support;

/// <summary>The tool as users start it: a process of its own.</summary>
internal static partial class Tool
{
    private const int InterruptSignal = 2;
    private const int NoSmallDisk = 99;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The build configuration of the tests and of the tool they start.</summary>
    public static string Configuration { get; } = typeof(Tool).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string Assembly { get; } = Path.Combine(Repository.Root, "artifacts", "bin", "Darts.Cli", Configuration.ToLowerInvariant(), "darts.dll");

    /// <summary>Runs <c>darts</c> to its end.</summary>
    public static async Task<ToolResult> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        using var running = Start(folder, arguments);
        return await running.EndAsync().ConfigureAwait(true);
    }

    /// <summary>Runs <c>darts</c> to its end with a text on its standard input.</summary>
    public static async Task<ToolResult> RunWithInputAsync(string folder, string input, params IEnumerable<string> arguments)
    {
        using var running = Start(folder, arguments);
        running.Send(input);
        return await running.EndAsync().ConfigureAwait(true);
    }

    /// <summary>Starts <c>darts</c>.</summary>
    public static RunningTool Start(string folder, params IEnumerable<string> arguments) => new(StartInfo(folder, arguments));

    /// <summary>Runs <c>darts</c> where one folder lies on a disk of a few kilobytes of its own; null where the system allows no such thing.</summary>
    /// <param name="folder">Where to run.</param>
    /// <param name="small">The folder that becomes the small disk.</param>
    /// <param name="kilobytes">The disk's size.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<ToolResult?> RunOnSmallDiskAsync(string folder, string small, int kilobytes, params IEnumerable<string> arguments)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare"))
            return null;
        string script = $"mount -t tmpfs -o size={kilobytes}k none \"$0\" || exit {NoSmallDisk}; exec dotnet exec \"$@\"";
        using var running = new RunningTool(StartInfo(folder, "unshare", ["-Urm", "bash", "-c", script, small, Assembly, .. arguments]));
        var result = await running.EndAsync().ConfigureAwait(true);
        return result.Code == NoSmallDisk || result.Error.StartsWith("unshare: ", StringComparison.Ordinal) ? null : result;
    }

    private static ProcessStartInfo StartInfo(string folder, IEnumerable<string> arguments) => StartInfo(folder, "dotnet", ["exec", Assembly, .. arguments]);

    private static ProcessStartInfo StartInfo(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // What the test host and `dotnet test` set for themselves is no part of a user's shell.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
            || key is "DOTNET_HOST_PATH" or "DARTS_DEBUG" or "NO_COLOR").ToArray())
        {
            start.Environment.Remove(name);
        }
        return start;
    }

    /// <summary>A started <c>darts</c>, with what it wrote so far.</summary>
    public sealed partial class RunningTool : IDisposable
    {
        private readonly Process _process;
        private readonly StringBuilder _output = new();
        private readonly StringBuilder _error = new();

        internal RunningTool(ProcessStartInfo start)
        {
            _process = Process.Start(start)!;
            _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
            _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        /// <summary>Waits until <paramref name="condition"/> holds or the process ends.</summary>
        public async Task WaitUntilAsync(Func<bool> condition)
        {
            var clock = Stopwatch.StartNew();
            while (!condition() && !_process.HasExited && clock.Elapsed < Patience)
                await Task.Delay(20, TestContext.Current.CancellationToken).ConfigureAwait(true);
        }

        /// <summary>Writes to the standard input and ends it.</summary>
        public void Send(string input)
        {
            _process.StandardInput.Write(input);
            _process.StandardInput.Close();
        }

        /// <summary>What Ctrl-C sends.</summary>
        public void Interrupt() => Assert.Equal(0, Kill(_process.Id, InterruptSignal));

        /// <summary>Waits for the end.</summary>
        public async Task<ToolResult> EndAsync()
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(true);
            return new(_process.ExitCode, Text(_output), Text(_error));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }

        private static void Append(StringBuilder text, string? line)
        {
            if (line is not null)
                lock (text)
                    text.Append(line).Append('\n');
        }

        private static string Text(StringBuilder text)
        {
            lock (text)
                return text.ToString();
        }

        [LibraryImport("libc", EntryPoint = "kill")]
        private static partial int Kill(int process, int signal);
    }
}

/// <summary>What a process left.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Out">stdout.</param>
/// <param name="Error">stderr.</param>
internal sealed record ToolResult(int Code, string Out, string Error)
{
    /// <summary>The last line of stdout as JSON.</summary>
    public JsonElement LastJsonLine => JsonDocument.Parse(Out.TrimEnd().Split('\n')[^1]).RootElement;

    /// <summary>Fails with all the process wrote if its exit code is another.</summary>
    public ToolResult EndsWith(int code)
    {
        Assert.True(Code == code, $"Exit code {Code} instead of {code}.\n--- stdout\n{Out}\n--- stderr\n{Error}");
        return this;
    }

    /// <summary>The form of every refusal: exit code 2, one message on stderr that holds all of <paramref name="pieces"/>, no stack trace.</summary>
    public void Refuses(params string[] pieces)
    {
        EndsWith(2);
        Assert.Single(Error.Split('\n'), line => line.StartsWith("darts: ", StringComparison.Ordinal));
        foreach (string piece in pieces)
            Assert.Contains(piece, Error);
        Assert.DoesNotContain("   at ", Out + Error);
        Assert.DoesNotContain("Exception", Out + Error);
    }
}
