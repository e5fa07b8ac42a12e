namespace Darts.Genotypes.Converting;

/// <summary>What a <see cref="Token"/> is.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A text; the value is without quotes and escapes.</summary>
    Text,

    /// <summary>A number, as it is written.</summary>
    Number,

    /// <summary>A word, with the words before its dots: <c>np.int64</c>.</summary>
    Name,

    /// <summary>One character: a bracket, comma, colon, equals sign, or one that no literal has.</summary>
    Symbol,

    /// <summary>Text that cannot be a token; the value says why.</summary>
    Fault,
}

/// <summary>A word of Python's or JSON's notation.</summary>
internal readonly record struct Token(TokenKind Kind, string Value, SourceSpan Span)
{
    /// <summary>Whether it is this symbol.</summary>
    public bool Is(char symbol) => Kind == TokenKind.Symbol && Value[0] == symbol;

    /// <summary>What a message calls it.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.Text => $"the text '{Json.Excerpt.Of(Value)}'",
        TokenKind.Symbol when char.IsControl(Value[0]) => FormattableString.Invariant($"the control character U+{(int)Value[0]:X4}"),
        _ => $"'{Json.Excerpt.Of(Value)}'",
    };
}
