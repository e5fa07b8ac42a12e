using Darts.Cli.Options;
using Darts.Networks;

namespace Darts.Cli.Rendering;

/// <summary>The formats of <c>darts render</c>.</summary>
internal enum PictureFormat
{
    Svg,
    Png,
    Dot,
    Mermaid,
    Html,
    Gif,
    Markdown,
}

/// <summary>Which format is meant.</summary>
internal static class PictureFormats
{
    private static readonly Dictionary<string, PictureFormat> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = PictureFormat.Svg,
        [".png"] = PictureFormat.Png,
        [".dot"] = PictureFormat.Dot,
        [".gv"] = PictureFormat.Dot,
        [".mmd"] = PictureFormat.Mermaid,
        [".mermaid"] = PictureFormat.Mermaid,
        [".html"] = PictureFormat.Html,
        [".htm"] = PictureFormat.Html,
        [".gif"] = PictureFormat.Gif,
        [".md"] = PictureFormat.Markdown,
    };

    /// <summary>The words of <c>--format</c>.</summary>
    public static string[] Words { get; } = [.. Enum.GetValues<PictureFormat>().Select(Word)];

    /// <summary>As on the command line.</summary>
    public static string Word(this PictureFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>The format that was named, else that of the output's extension, else the first of <paramref name="allowed"/>.</summary>
    /// <param name="word">The value of <c>--format</c>; null where it was not given.</param>
    /// <param name="output">Where the picture goes; null where that was not given.</param>
    /// <param name="what">What is drawn: <c>a genotype</c>.</param>
    /// <param name="allowed">The formats it can be drawn in.</param>
    /// <exception cref="DartsException">The format is none of these, or not to be guessed.</exception>
    public static PictureFormat Choose(string? word, string? output, string what, params IReadOnlyList<PictureFormat> allowed)
    {
        string can = $"{what} is drawn as {Choices.Sentence([.. allowed.Select(Word)])}";
        PictureFormat format;
        if (word is not null)
            format = Enum.Parse<PictureFormat>(word, ignoreCase: true);
        else if (output is null)
            return allowed[0];
        else if (!Extensions.TryGetValue(Path.GetExtension(output), out format))
            throw new DartsException($"The extension of '{output}' names no format: {can}. Give --format, or another extension.");
        return allowed.Contains(format) ? format : throw new DartsException($"{char.ToUpperInvariant(can[0])}{can[1..]}, not as {format.Word()}.");
    }
}
