namespace Darts.Genotypes.Converting;

/// <summary>Reads one value of Python's or JSON's notation: texts, numbers, words, lists, tuples, dictionaries and calls. It knows no operators and runs nothing.</summary>
/// <remarks>Recursion ends at <see cref="GenotypeLimits.Depth"/> brackets, memory at <see cref="ConversionLimits.Values"/> values.</remarks>
internal sealed class LiteralParser
{
    private readonly LiteralScanner _scanner;
    private readonly ConversionLog _log;
    private Token _token;
    private int _values;

    private LiteralParser(string text, int start, ConversionLog log)
    {
        _scanner = new(text, start);
        _log = log;
        _token = _scanner.Next();
    }

    /// <summary>The value that starts at <paramref name="start"/>; null (and a problem) if there is none.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">An offset in it.</param>
    /// <param name="alone">Whether nothing may follow the value.</param>
    /// <param name="log">Where faults go.</param>
    public static Literal? Parse(string text, int start, bool alone, ConversionLog log)
    {
        var parser = new LiteralParser(text, start, log);
        Literal? value = parser.Value(0);
        if (value is null || !alone || parser._token.Kind == TokenKind.End)
            return value;
        parser.Fault("nothing may follow the genotype");
        return null;
    }

    private Literal? Value(int depth)
    {
        if (++_values > ConversionLimits.Values)
        {
            _log.Add(_token.Span, FormattableString.Invariant($"This is value {_values}; a genotype has at most {ConversionLimits.Values}"));
            return null;
        }
        Token token = _token;
        switch (token.Kind)
        {
            case TokenKind.Text:
                Advance();
                return new TextLiteral(token.Value, token.Span);
            case TokenKind.Number:
                Advance();
                return new NumberLiteral(token.Value, token.Span);
            case TokenKind.Name:
                Advance();
                return _token.Is('(') ? Nested(depth, token.Span, () => Call(token, depth + 1)) : new NameLiteral(token.Value, token.Span);
            case TokenKind.Symbol when token.Value[0] is '[' or '(' or '{':
                return Nested(depth, token.Span, () => token.Is('{') ? Dictionary(token, depth + 1) : Sequence(token, depth + 1));
            default:
                return Fault("a text, a number, a word or an opening bracket is needed");
        }
    }

    private Literal? Nested(int depth, SourceSpan span, Func<Literal?> read)
    {
        if (depth < GenotypeLimits.Depth)
            return read();
        _log.Add(GenotypeRules.NestedTooDeep.At(span, depth + 1, GenotypeLimits.Depth));
        return null;
    }

    private Literal? Sequence(Token open, int depth)
    {
        char close = open.Is('[') ? ']' : ')';
        var items = new List<Literal>();
        bool comma = false;
        Advance();
        while (!_token.Is(close))
        {
            if (Value(depth) is not { } item)
                return null;
            items.Add(item);
            if (!Separated(close, out bool separated))
                return null;
            comma |= separated;
        }
        Advance();
        // (x) is x in brackets; (x,) is a tuple.
        return close == ')' && items.Count == 1 && !comma ? items[0] : new SequenceLiteral(items, close == ')', open.Span);
    }

    private DictionaryLiteral? Dictionary(Token open, int depth)
    {
        var entries = new List<Entry>();
        Advance();
        while (!_token.Is('}'))
        {
            if (Value(depth) is not { } key)
                return null;
            if (!_token.Is(':'))
                return Fault<DictionaryLiteral>("':' is needed after a key");
            Advance();
            if (Value(depth) is not { } value)
                return null;
            entries.Add(new(key, value));
            if (!Separated('}', out _))
                return null;
        }
        Advance();
        return new(entries, open.Span);
    }

    private CallLiteral? Call(Token function, int depth)
    {
        var arguments = new List<Argument>();
        Advance();
        while (!_token.Is(')'))
        {
            Token first = _token;
            if (Value(depth) is not { } value)
                return null;
            if (value is NameLiteral name && _token.Is('='))
            {
                Advance();
                if (Value(depth) is not { } named)
                    return null;
                arguments.Add(new(name.Name, first.Span, named));
            }
            else
            {
                arguments.Add(new(null, first.Span, value));
            }
            if (!Separated(')', out _))
                return null;
        }
        Advance();
        return new(function.Value, arguments, function.Span);
    }

    /// <summary>Takes a comma, or leaves the closing bracket; false (and a problem) for anything else.</summary>
    private bool Separated(char close, out bool comma)
    {
        comma = _token.Is(',');
        if (comma)
            Advance();
        if (comma || _token.Is(close))
            return true;
        Fault($"',' or '{close}' is needed");
        return false;
    }

    private void Advance() => _token = _scanner.Next();

    private Literal? Fault(string needed) => Fault<Literal>(needed);

    private T? Fault<T>(string needed)
        where T : Literal
    {
        _log.Add(_token.Span, _token.Kind == TokenKind.Fault ? _token.Value : $"Found {_token.Description}; {needed}");
        return null;
    }
}
