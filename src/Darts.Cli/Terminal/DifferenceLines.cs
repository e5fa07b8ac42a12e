using Spectre.Console;

namespace Darts.Cli.Terminal;

/// <summary>Shows a semantic diff in the colours that git's has.</summary>
internal static class DifferenceLines
{
    /// <summary>Writes the lines of <see cref="Darts.Genotypes.DifferenceText"/>.</summary>
    public static void Write(IAnsiConsole console, string text)
    {
        foreach (string line in text.TrimEnd('\n').Split('\n'))
            console.WriteLine(line, StyleOf(line));
    }

    private static Style StyleOf(string line) => line.TrimStart() switch
    {
        ['+', ' ', ..] => new(Color.Green),
        ['-', ' ', ..] => new(Color.Red),
        ['~', ' ', ..] => new(Color.Yellow),
        _ when line is [not ' ', ..] => new(decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
