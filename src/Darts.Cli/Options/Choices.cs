using System.CommandLine;

namespace Darts.Cli.Options;

/// <summary>Options that take one of a few words, with an error that lists them.</summary>
internal static class Choices
{
    /// <summary>Makes an option whose value is one of <paramref name="words"/>.</summary>
    public static Option<string> Option(string name, string description, IReadOnlyList<string> words)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), Arity = ArgumentArity.ExactlyOne };
        option.CompletionSources.Add([.. words]);
        option.CustomParser = result =>
        {
            string word = result.Tokens.Single().Value;
            if (!words.Contains(word))
                result.AddError($"{name} takes {Sentence(words)}, not '{word}'.");
            return word;
        };
        return option;
    }

    /// <summary>Joins words as prose: <c>a, b or c</c>.</summary>
    public static string Sentence(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
}
