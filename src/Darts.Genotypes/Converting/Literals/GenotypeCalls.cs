namespace Darts.Genotypes.Converting;

/// <summary>Finds the calls of <c>Genotype(…)</c> in Python files and training logs, without reading what they hold.</summary>
internal sealed class GenotypeCalls
{
    private const string Word = "Genotype";

    /// <summary>Characters that a call's name may have before the word: <c>genotypes.CNN</c>.</summary>
    private const int PrefixLength = 100;

    private readonly NamedOffsets _named = new();

    private GenotypeCalls(string text, ConversionLog log)
    {
        int lineStart = 0, seen = 0;
        bool comment = IsComment(text, 0);
        AssignmentLine? assignment = AssignmentLine.At(text, 0);
        for (int at = text.IndexOf(Word, StringComparison.Ordinal); at >= 0 && !log.HasProblems; at = text.IndexOf(Word, at + Word.Length, StringComparison.Ordinal))
        {
            // What is known of a line is found out once, however many calls it has.
            int line = text.LastIndexOf('\n', at, at - seen + 1) + 1;
            if (line > 0)
                (lineStart, comment, assignment) = (line, IsComment(text, line), AssignmentLine.At(text, line));
            seen = at;
            if (!comment && IsCall(text, at + Word.Length))
                Take(text, lineStart, assignment, at, log);
        }
        if (_named.All.Count > 0)
            AddAliases(text);
    }

    /// <summary>Where the last call starts that has no name; -1 if every one has.</summary>
    public int Last { get; private set; } = -1;

    /// <summary>Where the call starts that each name means: the last one of that name, as in Python. Aliases (<c>DARTS = DARTS_V2</c>) have their own entry.</summary>
    public IReadOnlyDictionary<string, int> Named => _named.All;

    public static GenotypeCalls Of(string text, ConversionLog log) => new(text, log);

    private void Take(string text, int lineStart, AssignmentLine? assignment, int at, ConversionLog log)
    {
        int start = at;
        while (start > lineStart && at - start < PrefixLength && (text[start - 1] is '_' or '.' || char.IsLetterOrDigit(text[start - 1])))
            start--;
        if (IsAfter("class ", text, start) || IsAfter("def ", text, start))
            return;
        // Names stand at the left margin: what is indented is inside of a function, and what follows a date is a log.
        if (assignment is not { } named || named.Value != start)
            Last = start;
        else if (!_named.Set(text, lineStart, named.Name, start))
            log.Add(new LiteralScanner(text, start).Next().Span, FormattableString.Invariant($"The text names more than {ConversionLimits.Names} genotypes"));
    }

    private void AddAliases(string text)
    {
        foreach (int lineStart in AssignmentLine.Starts(text))
        {
            if (AssignmentLine.At(text, lineStart) is { } line && line.OnlyWord(text) is >= 0 and int end && _named.Find(text, line.Value, end) is >= 0 and int call)
                _named.Set(text, lineStart, line.Name, call);
        }
    }

    private static bool IsAfter(string word, string text, int start) => start >= word.Length && string.CompareOrdinal(text, start - word.Length, word, 0, word.Length) == 0;

    private static bool IsCall(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at < text.Length && text[at] == '(';
    }

    private static bool IsComment(string text, int lineStart)
    {
        int at = lineStart;
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at < text.Length && text[at] == '#';
    }
}
