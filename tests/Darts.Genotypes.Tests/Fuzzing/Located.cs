namespace Darts.Genotypes.Tests.Fuzzing;

/// <summary>What every message about an input must be like.</summary>
internal static class Located
{
    private const int MaxMessage = 1000;

    /// <summary>Asserts that a message is one readable line, and that its place is one of the text's.</summary>
    /// <param name="text">The text as it was read.</param>
    /// <param name="message">The message.</param>
    /// <param name="span">Where it points.</param>
    public static void Check(string text, string message, SourceSpan span)
    {
        Assert.True(message.Length is > 0 and <= MaxMessage && !message.Any(char.IsControl), $"'{message}' is no message.");
        Assert.True(span is { Start: >= 0, Length: >= 0 } && span.Start + span.Length <= text.Length, $"{span} is outside of the text's {text.Length} characters: {message}");
        var (start, end) = (PositionOf(text, span.Start), PositionOf(text, span.Start + span.Length));
        Assert.True(start == (span.StartLine, span.StartColumn) && end == (span.EndLine, span.EndColumn), $"{span} is not where character {span.Start} is, but {start}: {message}");
    }

    /// <summary>The line and column of a character, counted from 0 as editors do.</summary>
    private static (int Line, int Column) PositionOf(string text, int offset)
    {
        int line = 0, start = 0;
        for (int i = 0; i < offset; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                (line, start) = (line + 1, i + 1);
        }
        return (line, offset - start);
    }
}
