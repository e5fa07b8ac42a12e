using System.ComponentModel;
using System.Diagnostics;
using Darts.Networks;

namespace Darts.Cli.Versions;

/// <summary>git as a child process.</summary>
internal static class Git
{
    /// <summary>Runs <c>git</c> to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">Its arguments; none is ever seen by a shell.</param>
    /// <returns>Its exit code and what it wrote to stdout and stderr.</returns>
    /// <exception cref="DartsException">There is no git to be found.</exception>
    public static (int Code, byte[] Out, string Error) Run(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Messages are not parsed, but shown: in the language of the rest.
        start.Environment["LC_ALL"] = "C";
        using var process = Start(start);
        var error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (process.ExitCode, output.ToArray(), error.GetAwaiter().GetResult().Trim());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new DartsException("git is needed for this, and cannot be started; is it installed and on the PATH?", e);
        }
    }
}
