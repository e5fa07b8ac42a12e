using System.Globalization;

namespace Darts.Genotypes.Converting;

/// <summary>Takes typed values out of literals and reports what is not as it should be. A null result has been reported.</summary>
internal static class LiteralReader
{
    /// <summary>The named parts of a literal: of a call (by name or by place), or of a dictionary whose keys are texts.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="title">What messages call it.</param>
    /// <param name="fields">The names in the order of a call's places.</param>
    /// <param name="required">How many of them are needed.</param>
    /// <param name="log">Where faults go.</param>
    public static IReadOnlyDictionary<string, Literal>? Fields(Literal literal, string title, IReadOnlyList<string> fields, int required, ConversionLog log)
    {
        var found = new Dictionary<string, Literal>(StringComparer.Ordinal);
        foreach (var (name, span, value) in Parts(literal, fields))
        {
            if (name is null || !fields.Contains(name))
                log.Add(span, $"{(name is null ? "One value too many" : $"'{Json.Excerpt.Of(name)}' is no part")} of {title}; its parts are {ObjectReader.Quoted(fields)}");
            else if (found.ContainsKey(name))
                log.Add(span, $"'{name}' stands twice in {title}");
            else
                found.Add(name, value);
        }
        foreach (string missing in fields.Take(required).Where(field => !found.ContainsKey(field)))
            log.Add(literal.Span, $"'{missing}' is missing from {title}; it needs {ObjectReader.Quoted(fields.Take(required))}");
        return log.HasProblems ? null : found;
    }

    /// <summary>Names, positions and values of a call's arguments or a dictionary's entries; nothing of any other literal.</summary>
    public static IEnumerable<(string? Name, SourceSpan Span, Literal Value)> Parts(Literal literal, IReadOnlyList<string> fields) => literal switch
    {
        CallLiteral call => call.Arguments.Select((argument, i) => (argument.Name ?? (i < fields.Count ? fields[i] : null), argument.NameSpan, argument.Value)),
        DictionaryLiteral dictionary => dictionary.Entries.Select(static entry => ((entry.Key as TextLiteral)?.Value, entry.Key.Span, entry.Value)),
        _ => [],
    };

    /// <summary>The part of that name; null if there is none.</summary>
    public static Literal? Part(Literal? literal, string name) =>
        literal is null ? null : Parts(literal, []).LastOrDefault(part => part.Name == name).Value;

    /// <summary>The items of a list or tuple, or of <c>list(…)</c> and <c>tuple(…)</c> around one.</summary>
    public static IReadOnlyList<Literal>? Items(Literal literal, string title, ConversionLog log)
    {
        if (Unwrapped(literal) is SequenceLiteral sequence)
            return sequence.Items;
        log.Add(literal.Span, $"{title} is {literal.Description}; it must be a list");
        return null;
    }

    /// <summary>A whole number, as it is written; also inside of <c>np.int64(…)</c>, which NumPy prints since version 2.</summary>
    public static int? Integer(Literal literal, string title, ConversionLog log)
    {
        Literal number = Unwrapped(literal);
        if (number is NumberLiteral { Digits: var digits } && int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
            return value;
        log.Add(literal.Span, $"{title} is {number.Description}; it must be a whole number");
        return null;
    }

    /// <summary>A text.</summary>
    public static string? Text(Literal literal, string title, ConversionLog log)
    {
        Literal text = Unwrapped(literal);
        if (text is TextLiteral { Value: var value })
            return value;
        log.Add(literal.Span, $"{title} is {text.Description}; it must be a text in quotes");
        return null;
    }

    /// <summary>Node numbers with their positions: a list of them, or <c>range(2, 6)</c>.</summary>
    public static IReadOnlyList<(int Node, SourceSpan Span)>? Nodes(Literal literal, string title, ConversionLog log)
    {
        if (Unwrapped(literal) is CallLiteral { Function: "range" } range)
            return Range(range, log);
        if (Items(literal, title, log) is not { } items)
            return null;
        var nodes = new List<(int, SourceSpan)>();
        foreach (Literal item in items)
        {
            if (Integer(item, $"A node of {title}", log) is not { } node)
                return null;
            nodes.Add((node, item.Span));
        }
        return nodes;
    }

    private static List<(int Node, SourceSpan Span)>? Range(CallLiteral range, ConversionLog log)
    {
        var limits = new List<int>();
        foreach (Argument argument in range.Arguments)
        {
            if (Integer(argument.Value, "A limit of range", log) is not { } limit)
                return null;
            limits.Add(limit);
        }
        if (limits.Count is 0 or > 3 || (limits.Count == 3 && limits[2] < 1) || limits.Exists(static limit => limit is < 0 or > GenotypeLimits.Node + 1))
        {
            log.Add(range.Span, FormattableString.Invariant($"A range is written like range(2, 6), with limits of 0–{GenotypeLimits.Node + 1}"));
            return null;
        }
        var nodes = new List<(int, SourceSpan)>();
        int step = limits.Count == 3 ? limits[2] : 1;
        for (int node = limits.Count == 1 ? 0 : limits[0]; node < limits[limits.Count == 1 ? 0 : 1]; node += step)
            nodes.Add((node, range.Span));
        return nodes;
    }

    /// <summary>What a conversion without meaning is around.</summary>
    private static Literal Unwrapped(Literal literal) =>
        literal is CallLiteral { Function: "list" or "tuple" or "int" or "str" or "np.int64" or "np.int32" or "np.str_" or "numpy.int64", Arguments: [{ Name: null, Value: var inner }] }
            && inner is not CallLiteral { Function: not "range" }
            ? inner
            : literal;
}
