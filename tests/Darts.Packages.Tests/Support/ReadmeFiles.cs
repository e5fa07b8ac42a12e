using System.Text.RegularExpressions;

namespace Darts.Packages.Tests.Support;

/// <summary>What documents show: files (a line with nothing but a name in backticks and a colon, then a fenced block) and code.</summary>
internal static partial class ReadmeFiles
{
    /// <summary>Their names and contents, in order.</summary>
    public static IReadOnlyList<(string Name, string Content)> Read(string document)
    {
        (string, string)[] files = [.. File().Matches(System.IO.File.ReadAllText(document)).Select(match => (match.Groups["name"].Value, match.Groups["content"].Value))];
        Assert.Equal(["Shoes.csproj", "genotypes/shoes.genotype.json", "Program.cs"], files.Select(file => file.Item1));
        return files;
    }

    /// <summary>The first block of C# on a page.</summary>
    public static string CSharp(string page) => Block().Match(page).Groups["code"].Value;

    [GeneratedRegex(@"^```csharp\r?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"^`(?<name>[^`\r\n]+)`:\r?\n\r?\n```\w*\r?\n(?<content>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex File();
}
