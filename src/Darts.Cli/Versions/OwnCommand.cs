using System.Runtime.InteropServices;
using Darts.Networks;

namespace Darts.Cli.Versions;

/// <summary>How to start this very tool again, from any folder and by any program.</summary>
internal static class OwnCommand
{
    /// <summary>The words of a command for a POSIX shell, which is what git uses on every system.</summary>
    public static string Line() => string.Join(' ', Words().Select(Quoted));

    private static string[] Words()
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, "darts.dll");
        string? process = Environment.ProcessPath;
        // An installed tool has a launcher of its own, which stays where it is when the tool is updated. In a build folder the assembly lies beside
        // the launcher, and that finds the runtime by variables that `dotnet run` has set for us alone.
        bool isInstalled = process is not null && Path.GetFileNameWithoutExtension(process) == "darts" && !File.Exists(Path.Combine(Path.GetDirectoryName(process)!, "darts.dll"));
        if (isInstalled)
            return [process!];
        if (!File.Exists(assembly))
            throw new DartsException("This copy of darts cannot be started by git; install it as a tool.");
        return [DotnetHost(), "exec", assembly];
    }

    /// <summary>The <c>dotnet</c> of the runtime that this process runs on: three folders above it.</summary>
    private static string DotnetHost()
    {
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(host) ? host : "dotnet";
    }

    private static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
