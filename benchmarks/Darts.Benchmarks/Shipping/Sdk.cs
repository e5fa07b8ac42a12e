using System.Diagnostics;
using Darts.Networks;

namespace Darts.Benchmarks.Shipping;

/// <summary>The SDK as a child process.</summary>
internal static class Sdk
{
    /// <summary>Runs <c>dotnet</c>, which must succeed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="DartsException">It does not; the message holds what it wrote.</exception>
    public static void Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        // A build server that stays would keep our pipe open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        string log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new DartsException($"dotnet {string.Join(' ', arguments)} failed:\n{log}");
    }
}
