using System.Text.RegularExpressions;

namespace Darts.Packages.Tests.Support;

/// <summary>The files that a document shows: a line with nothing but a name in backticks and a colon, then a fenced block.</summary>
internal static partial class ReadmeFiles
{
    /// <summary>Their names and contents, in order.</summary>
    public static IReadOnlyList<(string Name, string Content)> Read(string document)
    {
        (string, string)[] files = [.. File().Matches(System.IO.File.ReadAllText(document)).Select(match => (match.Groups["name"].Value, match.Groups["content"].Value))];
        Assert.Equal(["Shoes.csproj", "genotypes/shoes.genotype.json", "Program.cs"], files.Select(file => file.Item1));
        return files;
    }

    [GeneratedRegex(@"^`(?<name>[^`\r\n]+)`:\r?\n\r?\n```\w*\r?\n(?<content>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex File();
}
