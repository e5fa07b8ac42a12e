using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Darts.Networks;

namespace Darts.Cli.Projects;

/// <summary>The SDK as a child process.</summary>
internal static partial class Dotnet
{
    /// <summary>Runs <c>dotnet</c> and waits for it.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="cancellation">Ends the child too.</param>
    /// <returns>Its exit code and all it wrote.</returns>
    /// <exception cref="DartsException">There is no <c>dotnet</c> to be found.</exception>
    public static async Task<(int Code, string Log)> RunAsync(IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Host(), arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the surrounding `dotnet run` or test host set for itself would change what this build does.
        foreach (string inherited in (string[])["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"])
            start.Environment.Remove(inherited);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // A build server that outlives this process would keep our pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using var process = Start(start);
        var log = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(log, line.Data);
        process.ErrorDataReceived += (_, line) => Append(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, log.ToString());
    }

    /// <summary>Picks the errors out of a build log, each once; the whole log where there are none.</summary>
    public static string Errors(string log)
    {
        string[] errors = [.. log.Split('\n').Select(line => ProjectSuffix().Replace(line.Trim(), "")).Where(line => ErrorLine().IsMatch(line)).Distinct()];
        return errors.Length == 0 ? log.Trim() : string.Join(Environment.NewLine, errors);
    }

    /// <summary>The dotnet this process runs on, so that a tool started by a full path builds with the same SDK; else the one on the path.</summary>
    private static string Host() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? path : "dotnet";

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new DartsException($"The .NET SDK is needed to compile networks, and '{start.FileName}' cannot be started: {e.Message}.");
        }
    }

    private static void Append(StringBuilder log, string? line)
    {
        if (line is not null)
            lock (log)
                log.Append(line).Append('\n');
    }

    [GeneratedRegex(@"\berror\b\s*[A-Z]*[0-9]*\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"\s\[[^\]]*proj(::[^\]]*)?\]$", RegexOptions.CultureInvariant)]
    private static partial Regex ProjectSuffix();
}
