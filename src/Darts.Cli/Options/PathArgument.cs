using System.CommandLine;

namespace Darts.Cli.Options;

/// <summary>Arguments that name files and folders.</summary>
internal static class PathArgument
{
    /// <summary>The file name that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The parser takes a misspelt option for the file; this refuses it as what it is.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="standardInput">Whether <c>-</c> is allowed.</param>
    public static void RefuseOptions(Argument<string> argument, bool standardInput = false) => argument.Validators.Add(file =>
    {
        if (file.Tokens is [var token, ..] && token.Value.StartsWith('-') && !(standardInput && token.Value == StandardInput))
            file.AddError($"Unrecognized command or argument '{token.Value}'.");
    });
}
