namespace Darts.Genotypes.Tests;

/// <summary>Text in which «guillemets» mark the span a problem is expected at.</summary>
internal sealed record Marked(string Text, SourceSpan Span)
{
    public static Marked Parse(string marked)
    {
        int start = marked.IndexOf('«');
        int end = marked.IndexOf('»') - 1;
        Assert.True(start >= 0 && end >= start, "No span is marked.");
        string text = marked.Replace("«", "").Replace("»", "");
        var (startLine, startColumn) = Position(text, start);
        var (endLine, endColumn) = Position(text, end);
        return new(text, new(start, end - start, startLine, startColumn, endLine, endColumn));
    }

    /// <summary>Counted from scratch, unlike the reader's walk over bytes.</summary>
    private static (int Line, int Column) Position(string text, int offset)
    {
        string[] lines = text[..offset].ReplaceLineEndings("\n").Split('\n');
        return (lines.Length - 1, lines[^1].Length);
    }
}
