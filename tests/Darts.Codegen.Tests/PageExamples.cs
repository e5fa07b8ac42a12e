using System.Text.RegularExpressions;
using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests;

/// <summary>The examples of the pages in docs/diagnostics.</summary>
/// <remarks>
/// The first <c>json</c> block of a page is the example (the first two, where it takes two files): the part of a file that its first key names,
/// put into a sound file in place of that key's first line, or else a whole file, in which <c>…</c> stands for a million characters.
/// </remarks>
internal static partial class PageExamples
{
    public static IEnumerable<(string Path, string? Content)> Files(string page)
    {
        string[] examples = [.. Example().Matches(page).Select(match => match.Groups[1].Value)];
        if (examples.Length == 0)
            return [("genotypes/example.genotype.json", null)];
        bool two = page.Contains("first file", StringComparison.Ordinal);
        return examples.Take(two ? 2 : 1).Select((example, i) => ($"genotypes/example{i}.genotype.json", (string?)Complete(example.Trim())));
    }

    private static string Complete(string example)
    {
        if (!example.StartsWith('"'))
            return example.Replace("…", new string('x', 1 << 20), StringComparison.Ordinal);
        string key = example[..(example.IndexOf(':', StringComparison.Ordinal) + 1)];
        string file = Sample.Named("Example");
        int start = file.IndexOf(key, StringComparison.Ordinal);
        Assert.True(start >= 0, $"the sound file has no {key}");
        int end = file.IndexOf('\n', start);
        if (key == "\"networks\":")
            end = file.IndexOf(']', file.IndexOf('}', start)) + 1;
        bool comma = file[end - 1] == ',';
        return file[..start] + example + (comma ? "," : "") + file[end..];
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
