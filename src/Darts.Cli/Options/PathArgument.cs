using System.CommandLine;

namespace Darts.Cli.Options;

/// <summary>Arguments that name files and folders.</summary>
internal static class PathArgument
{
    /// <summary>The parser takes a misspelt option for the file; this refuses it as what it is.</summary>
    public static void RefuseOptions(Argument<string> argument) => argument.Validators.Add(file =>
    {
        if (file.Tokens is [var token, ..] && token.Value.StartsWith('-'))
            file.AddError($"Unrecognized command or argument '{token.Value}'.");
    });
}
