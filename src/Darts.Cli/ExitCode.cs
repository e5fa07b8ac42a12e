namespace Darts.Cli;

/// <summary>What the tool tells its caller; docs/command-line.md lists the same numbers.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>A check found something: two genotypes differ, a file has faults or is not in canonical form.</summary>
    public const int Found = 1;

    /// <summary>Bad usage or bad input: the user can put it right.</summary>
    public const int BadInput = 2;

    /// <summary>A fault of the tool itself (<c>EX_SOFTWARE</c> of BSD's sysexits.h).</summary>
    public const int Fault = 70;

    /// <summary>Stopped by Ctrl-C or a request to end: 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
