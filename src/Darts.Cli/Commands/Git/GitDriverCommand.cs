using System.CommandLine;

namespace Darts.Cli.Commands;

/// <summary>The shape of the commands that git calls: they take words as git gives them, and are in no help.</summary>
internal abstract class GitDriverCommand : DartsCommand
{
    private readonly Argument<string[]> _words = new("WORDS") { Arity = ArgumentArity.OneOrMore };

    protected GitDriverCommand(string name, string description)
        : base(name, description)
    {
        Hidden = true;
        Arguments.Add(_words);
    }

    /// <summary>A path that git names, for a terminal: a file's name may hold anything, also what moves the cursor.</summary>
    protected static string Shown(string path) => string.Concat(path.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    /// <summary>git's words.</summary>
    protected string[] Words(ParseResult parsed) => parsed.GetRequiredValue(_words);
}
