using System.CommandLine;
using Darts.Networks;
using Spectre.Console;

namespace Darts.Cli.Terminal;

/// <summary>How everything that goes wrong is told: on stderr, without a stack trace, with an exit code.</summary>
internal static class ErrorReport
{
    private const string DebugVariable = "DARTS_DEBUG";

    /// <summary>The command line is not understood.</summary>
    public static int Usage(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // For a misspelt command the parser says two things, and only the second helps.
        var errors = command is RootCommand && parsed.UnmatchedTokens.Count > 0 ? parsed.Errors.Skip(1) : parsed.Errors;
        string prefix = "darts: ";
        foreach (var error in errors)
        {
            Write(prefix, error.Message);
            prefix = "";
        }
        Write("", $"'{PathOf(command)} --help' lists what is allowed.");
        return ExitCode.BadInput;
    }

    /// <summary>A command threw.</summary>
    public static int Failure(Exception exception)
    {
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1")
            Write("", exception.ToString());
        if (exception is DartsException or IOException or UnauthorizedAccessException)
        {
            Write("darts: ", exception.Message);
            return ExitCode.BadInput;
        }
        Write("darts: ", $"this should not have happened: {FirstLine(exception.Message)}");
        Write("", $"Please report it with the output of the same command under {DebugVariable}=1.");
        return ExitCode.Fault;
    }

    /// <summary>The user stopped the work.</summary>
    /// <param name="goOnWith">The command line that continues it.</param>
    public static int Interrupted(string? goOnWith)
    {
        Write("darts: ", goOnWith is null ? "interrupted." : $"interrupted; go on with: {goOnWith}");
        return ExitCode.Interrupted;
    }

    /// <summary>A command's words, from <c>darts</c> on.</summary>
    private static string PathOf(Command command) =>
        command is RootCommand ? "darts" : $"{(command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? PathOf(parent) : "darts")} {command.Name}";

    /// <summary>Native errors carry their C++ backtrace below the first line.</summary>
    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();

    private static void Write(string prefix, string message) => Output.ErrorConsole.WriteLine(prefix + message, new Style(Color.Red));
}
