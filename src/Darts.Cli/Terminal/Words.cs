using System.Globalization;
using Darts.Training;

namespace Darts.Cli.Terminal;

/// <summary>How values are shown to people.</summary>
internal static class Words
{
    /// <summary><c>3,349,342</c>.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>528.4 M</c>: three to four digits and a power of thousand.</summary>
    public static string Amount(double number) => Scaled(number, 1000, ["", "k", "M", "G", "T", "P", "E"]);

    /// <summary><c>6.1 GiB</c>.</summary>
    public static string Bytes(double number) => Scaled(number, 1024, ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]);

    /// <summary><c>12.3 %</c>; nothing for nothing.</summary>
    public static string Share(double part, double whole) => part == 0 ? "" : (100 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary><c>1 file</c>, <c>3 files</c>.</summary>
    public static string Number(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary><c>87.30 %</c>.</summary>
    public static string Accuracy(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary><c>0:04:31</c>.</summary>
    public static string Time(double seconds) => RemainingTime.Text(TimeSpan.FromSeconds(seconds));

    /// <summary>Name and sizes of a data set.</summary>
    public static string Data(ImageData data) =>
        $"{data.Name}: {Count(data.Train.Count)} images to train on, {Count(data.Test.Count)} to test with, {data.Train.Size}, {Count(data.Classes.Count)} classes";

    /// <summary>Name and sizes of a text.</summary>
    public static string Data(TextCorpus text) =>
        $"{text.Name}: {Count(text.Train.numel())} words to train on, {Count(text.Validation.numel())} to validate with, {Count(text.Vocabulary.Count)} different ones";

    /// <summary><c>123.4</c>: how many words a language model wavers between.</summary>
    public static string Perplexity(double perplexity) => perplexity.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A number for JSON, which has no infinity.</summary>
    public static double? NumberOrNull(double? number) => number is { } finite && double.IsFinite(finite) ? finite : null;

    /// <summary>Text of a file without its control characters: a terminal would obey them.</summary>
    public static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    /// <summary>A path as a word of a shell's line.</summary>
    public static string Quoted(string path) => path.Any(char.IsWhiteSpace) ? $"\"{path}\"" : path;

    private static string Scaled(double number, double step, string[] units)
    {
        int unit = 0;
        for (; number >= step && unit < units.Length - 1; unit++)
            number /= step;
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? number.ToString("0", CultureInfo.InvariantCulture) : number.ToString("0.0", CultureInfo.InvariantCulture))} {units[unit]}").TrimEnd();
    }
}
