using System.Text.RegularExpressions;

namespace Darts.Genotypes.Converting;

/// <summary>Finds the calls of <c>Genotype(…)</c> in Python files and training logs, without reading what they hold.</summary>
internal sealed class GenotypeCalls
{
    private const string Word = "Genotype";

    /// <summary>What may stand before a call in its line and still be a name for it; longer text is a log's.</summary>
    private const int PrefixLength = 200;

    private static readonly Regex Assignment = new(@"^(\w+)[ \t]*(?::[ \t]*[\w.]+[ \t]*)?=[ \t]*\z", RegexOptions.CultureInvariant);

    // Each line is tried once, from its start, and every part ends where the next begins.
    private static readonly Regex Alias = new(@"(?m)^([^\W\d]\w*)[ \t]*=[ \t]*([^\W\d]\w*)[ \t]*(?:#[^\r\n]*)?\r?$", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);

    private GenotypeCalls(string text, ConversionLog log)
    {
        int lineStart = 0, seen = 0;
        bool comment = IsComment(text, 0);
        for (int at = text.IndexOf(Word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Word, at + Word.Length, StringComparison.Ordinal))
        {
            int line = text.LastIndexOf('\n', at, at - seen + 1) + 1;
            if (line > 0)
                (lineStart, comment) = (line, IsComment(text, line));
            seen = at;
            if (!comment && IsCall(text, at + Word.Length))
                Take(text, lineStart, at, log);
        }
        foreach (Match alias in _named.Count == 0 ? Enumerable.Empty<Match>() : Alias.Matches(text).Cast<Match>())
        {
            if (_named.TryGetValue(alias.Groups[2].Value, out int call) && _named.Count < ConversionLimits.Names)
                _named[alias.Groups[1].Value] = call;
        }
    }

    /// <summary>Where the last call starts that has no name; -1 if every one has.</summary>
    public int Last { get; private set; } = -1;

    /// <summary>Where the call starts that each name means: the last one of that name, as in Python. Aliases (<c>DARTS = DARTS_V2</c>) have their own entry.</summary>
    public IReadOnlyDictionary<string, int> Named => _named;

    public static GenotypeCalls Of(string text, ConversionLog log) => new(text, log);

    private void Take(string text, int lineStart, int at, ConversionLog log)
    {
        int start = at;
        while (start > lineStart && at - start < PrefixLength && (text[start - 1] is '_' or '.' || char.IsLetterOrDigit(text[start - 1])))
            start--;
        string before = start - lineStart <= PrefixLength ? text.Substring(lineStart, start - lineStart) : "";
        string trimmed = before.Trim();
        if (trimmed is "class" or "def")
            return;
        // Names stand at the left margin: what is indented is inside of a function, and what follows a date is a log.
        if (Assignment.Match(before) is not { Success: true } assignment)
            Last = start;
        else if (_named.ContainsKey(assignment.Groups[1].Value) || _named.Count < ConversionLimits.Names)
            _named[assignment.Groups[1].Value] = start;
        else if (!log.HasProblems)
            log.Add(new LiteralScanner(text, start).Next().Span, FormattableString.Invariant($"The text names more than {ConversionLimits.Names} genotypes"));
    }

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
