using System.Globalization;
using System.Text.RegularExpressions;
using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests;

/// <summary>The examples of the pages in docs/diagnostics.</summary>
/// <remarks>
/// The first <c>json</c> block of a page is the example (the first two, where it takes two files): a member that takes the place of the one with
/// its key in a sound file, or else a whole file. <c>…</c> stands for a million characters, <c>{ } × 129</c> for as many objects.
/// </remarks>
internal static partial class PageExamples
{
    public static IEnumerable<(string Path, string? Content)> Files(string page)
    {
        string[] examples = [.. Example().Matches(page).Select(match => match.Groups[1].Value)];
        if (examples.Length == 0)
            return [("genotypes/example.genotype.json", null)];
        int count = page.Contains("The first file:", StringComparison.Ordinal) ? 2 : 1;
        return examples.Take(count).Select((example, i) => ($"genotypes/example{i}.genotype.json", (string?)Complete(example.Trim())));
    }

    private static string Complete(string example)
    {
        example = example.Replace("…", new string('x', 1 << 20), StringComparison.Ordinal);
        example = Repetition().Replace(example, match => string.Join(", ", Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))));
        if (!example.StartsWith('"'))
            return example;
        string file = Sample.Named("Example"), key = example[..(example.IndexOf(':', StringComparison.Ordinal) + 1)];
        int start = file.IndexOf(key, StringComparison.Ordinal);
        Assert.True(start >= 0, $"the sound file has no {key}");
        return file[..start] + example + file[EndOfValue(file, start + key.Length)..];
    }

    private static int EndOfValue(string file, int position)
    {
        int depth = 0;
        for (; depth > 0 || file[position] is not (',' or '\n'); position++)
            depth += file[position] is '[' or '{' ? 1 : file[position] is ']' or '}' ? -1 : 0;
        return position;
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"(\{[^{}]*\}) × (\d+)")]
    private static partial Regex Repetition();
}
