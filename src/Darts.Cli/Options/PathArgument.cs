using System.CommandLine;

namespace Darts.Cli.Options;

/// <summary>Arguments that name files, folders or revisions.</summary>
internal static class PathArgument
{
    /// <summary>The file name that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Makes an argument of several words.</summary>
    public static Argument<string[]> Several(string name, string description, ArgumentArity arity)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = arity };
        RefuseOptions(argument);
        return argument;
    }

    /// <summary>The parser takes a misspelt option for the file; this refuses it as what it is.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="standardInput">Whether <c>-</c> is allowed.</param>
    public static void RefuseOptions(Argument argument, bool standardInput = false) => argument.Validators.Add(file =>
    {
        foreach (var token in file.Tokens.Where(token => token.Value.StartsWith('-') && !(standardInput && token.Value == StandardInput)))
            file.AddError($"Unrecognized command or argument '{token.Value}'.");
    });
}
