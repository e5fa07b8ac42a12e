using System.CommandLine;

namespace Darts.Cli.Options;

/// <summary>Names of runs that nobody has chosen.</summary>
internal static class RunNames
{
    /// <summary>A run's name that is also a class name: letters and digits of the data's name, its words capitalised.</summary>
    /// <param name="text">Such as <c>fashion-mnist-mini</c>.</param>
    /// <returns>Such as <c>FashionMnistMini</c>.</returns>
    public static string FromData(string text)
    {
        var words = text.Split([.. text.Where(c => !char.IsAsciiLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries);
        string name = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : $"Run{name}";
    }

    /// <summary>The first of <c>name</c>, <c>name2</c>, <c>name3</c>… that has no folder yet.</summary>
    /// <param name="runs">The folder of run folders.</param>
    /// <param name="name">The name wanted.</param>
    public static string Free(string runs, string name) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(i => i == 1 ? name : $"{name}{i}").First(candidate => !Directory.Exists(Path.Combine(runs, candidate)));

    /// <summary>The folder of a new run: of the name that was given, else of a free one like <paramref name="name"/>.</summary>
    public static string FolderFor(ParseResult parsed, string name)
    {
        string runs = parsed.GetRequiredValue(CommonOptions.Runs);
        return Path.Combine(runs, parsed.GetValue(CommonOptions.Name) ?? Free(runs, name));
    }
}
