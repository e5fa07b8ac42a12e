using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Darts.Evaluation.Tests.PyTorch;

/// <summary>A Python with PyTorch that runs <c>round_trip.py</c>, started once for all tests; where the machine has none, they are skipped and say so.</summary>
public sealed class PyTorchProcess : IDisposable
{
    /// <summary>Another Python than those that are looked for.</summary>
    private const string PythonVariable = "DARTS_PYTHON";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "PyTorch");

    private readonly Process? _process;

    public PyTorchProcess()
    {
        string? own = Environment.GetEnvironmentVariable(PythonVariable);
        // A Python of the user's may hide that of the system, to which distributions' packages belong.
        string? python = (own is null ? ["python3", "/usr/bin/python3"] : (string[])[own]).FirstOrDefault(HasPyTorch);
        if (python is not null)
            _process = Process.Start(StartInfo(python, Path.Combine(Folder, "round_trip.py")))!;
    }

    /// <summary>Sends a request and waits for the answer; skips the test where there is no PyTorch.</summary>
    /// <param name="request">Becomes a line of JSON.</param>
    internal JsonElement Ask(object request)
    {
        Assert.SkipWhen(_process is null, $"No python3 with PyTorch was found (Debian: apt-get install --no-install-recommends python3-torch); {PythonVariable} may name one.");
        _process!.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Python has ended; its output tells why.");
        var parsed = JsonDocument.Parse(answer).RootElement;
        Assert.False(parsed.TryGetProperty("error", out var error), $"Python says: {error}");
        return parsed;
    }

    public void Dispose()
    {
        if (_process is null)
            return;
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool HasPyTorch(string python)
    {
        try
        {
            using var process = Process.Start(StartInfo(python, "-c", "try:\n import torch, numpy\nexcept Exception:\n raise SystemExit(1)"))!;
            process.StandardInput.Close();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static ProcessStartInfo StartInfo(string python, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(python, ["-B", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // This process has a libtorch and an OpenMP of its own.
        start.Environment.Remove("LD_LIBRARY_PATH");
        start.Environment["PYTHONPATH"] = Folder;
        return start;
    }
}
