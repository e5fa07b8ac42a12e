namespace Darts.Genotypes.Converting;

/// <summary>A line of Python that begins, at the left margin, with <c>NAME = </c> or <c>NAME: Type = </c>.</summary>
/// <remarks>By hand and not with regular expressions: a log has hundreds of thousands of lines, and a match costs hundreds of bytes.</remarks>
/// <param name="Name">Where the name ends; it starts with the line.</param>
/// <param name="Value">Where the value starts.</param>
internal readonly record struct AssignmentLine(int Name, int Value)
{
    /// <summary>The assignment at the start of a line; null if there is none.</summary>
    public static AssignmentLine? At(string text, int lineStart)
    {
        int name = WordEnd(text, lineStart);
        if (name == lineStart || name - lineStart > GenotypeLimits.NameLength || char.IsDigit(text[lineStart]))
            return null;
        int at = SkipBlank(text, name);
        if (Is(text, at, ':'))
        {
            at = SkipBlank(text, at + 1);
            while (Is(text, at, '.') || WordEnd(text, at) > at)
                at = Is(text, at, '.') ? at + 1 : WordEnd(text, at);
            at = SkipBlank(text, at);
        }
        return Is(text, at, '=') && !Is(text, at + 1, '=') ? new(name, SkipBlank(text, at + 1)) : null;
    }

    /// <summary>Where the one word ends that is the whole value; -1 if the value is anything else.</summary>
    public int OnlyWord(string text)
    {
        int end = WordEnd(text, Value);
        int next = SkipBlank(text, end);
        return end > Value && (next == text.Length || text[next] is '\r' or '\n' or '#') ? end : -1;
    }

    /// <summary>Where each line starts.</summary>
    public static IEnumerable<int> Starts(string text)
    {
        yield return 0;
        for (int at = text.IndexOf('\n'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('\n', at + 1))
            yield return at + 1;
    }

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && (text[at] == '_' || char.IsLetterOrDigit(text[at])))
            at++;
        return at;
    }

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at;
    }

    private static bool Is(string text, int at, char c) => at < text.Length && text[at] == c;
}
