namespace Darts.Genotypes.Converting;

/// <summary>Finds the one literal that is meant in a text: a whole document, an entry of a <c>genotypes.py</c>, or the last genotype of a training log.</summary>
/// <param name="Literal">The literal.</param>
/// <param name="Name">The name it is assigned to; null if it has none.</param>
internal sealed record LiteralSource(Literal Literal, string? Name)
{
    /// <summary>The literal, or null (and a problem).</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Which genotype is meant; null if there is but one. Does not matter where genotypes have no names.</param>
    /// <param name="log">Where faults go.</param>
    /// <param name="names">The names to choose from, if there are several and none was chosen.</param>
    public static LiteralSource? Find(string text, string? name, ConversionLog log, out IReadOnlyList<string> names)
    {
        names = [];
        var calls = GenotypeCalls.Of(text, log);
        if (log.HasProblems)
            return null;
        if (calls.Named.Count > 0)
            return Named(text, calls.Named, name, log, out names);
        if (calls.Last >= 0)
            return Made(text, calls.Last, alone: false, log);

        int start = Start(text);
        if (start < text.Length && text[start] is '{' or '[' or '(' && Document(text, start, log) is var (document, faults))
        {
            if (document is not null)
                return document;
            foreach (ConversionProblem fault in faults)
                log.Add(fault);
            return null;
        }
        var assigned = Assigned(text);
        if (assigned.Count > 0)
            return Named(text, assigned, name, log, out names);
        if (LastDictionary(text) is >= 0 and int last)
            return Made(text, last, alone: false, log);
        log.Add(new LiteralScanner(text, start).Next().Span, "No genotype begins here or later: there is no Genotype(…), no dictionary and no list");
        return null;
    }

    /// <summary>The whole text as one literal. A log may begin with a bracket, too: if it breaks off and a dictionary follows, that one is meant.</summary>
    private static (LiteralSource? Source, EquatableArray<ConversionProblem> Faults) Document(string text, int start, ConversionLog log)
    {
        var attempt = new ConversionLog();
        if (Made(text, start, alone: true, attempt) is { } whole)
            return (whole, []);
        if (text[start] != '{' && LastDictionary(text) is >= 0 and int last && Made(text, last, alone: false, new ConversionLog()) is { } logged)
            return (logged, []);
        return (null, attempt.Problems);
    }

    private static LiteralSource? Named(string text, IReadOnlyDictionary<string, int> named, string? name, ConversionLog log, out IReadOnlyList<string> names)
    {
        names = [];
        if (name is null && named.Values.Distinct().Count() == 1)
            name = named.First().Key;
        if (name is not null && named.TryGetValue(name, out int start))
            return Made(text, start, alone: false, log) is { } source ? source with { Name = name } : null;
        names = [.. named.Keys];
        string hint = name is null ? "" : Nearest.Hint(name, names);
        log.Add(new LiteralScanner(text, named.Values.Min()).Next().Span, name is null
            ? $"The text holds several genotypes; choose one of {ObjectReader.Quoted(Some(names))}"
            : $"The text has no genotype '{Json.Excerpt.Of(name)}'{hint}; it has {ObjectReader.Quoted(Some(names))}");
        return null;
    }

    private static LiteralSource? Made(string text, int start, bool alone, ConversionLog log) =>
        LiteralParser.Parse(text, start, alone, log) is { } literal ? new(literal, null) : null;

    /// <summary>The names that bracketed values are assigned to.</summary>
    private static IReadOnlyDictionary<string, int> Assigned(string text)
    {
        var assigned = new NamedOffsets();
        foreach (int start in AssignmentLine.Starts(text))
        {
            if (AssignmentLine.At(text, start) is { } line && line.Value < text.Length && text[line.Value] is '[' or '(' or '{')
                assigned.Set(text, start, line.Name, line.Value);
        }
        return assigned.All;
    }

    /// <summary>The first character that is neither white space nor in a comment.</summary>
    private static int Start(string text) => new LiteralScanner(text, 0).Next().Span.Start;

    /// <summary>Where the last dictionary of texts begins, <c>{'</c>; -1 if there is none.</summary>
    private static int LastDictionary(string text)
    {
        for (int at = text.LastIndexOf('{'); at >= 0; at = at == 0 ? -1 : text.LastIndexOf('{', at - 1))
        {
            int next = at + 1;
            while (next < text.Length && char.IsWhiteSpace(text[next]))
                next++;
            if (next < text.Length && text[next] is '\'' or '"')
                return at;
        }
        return -1;
    }

    private static IEnumerable<string> Some(IReadOnlyList<string> names) =>
        names.Count <= 40 ? names : names.Take(40).Append(FormattableString.Invariant($"… ({names.Count} in all)"));
}
