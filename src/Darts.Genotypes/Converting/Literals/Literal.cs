using Darts.Genotypes.Json;

namespace Darts.Genotypes.Converting;

/// <summary>A value of Python's or JSON's notation that knows where it stands. A scalar's span is its token, a sequence's or dictionary's its opening
/// bracket, a call's the name of what is called.</summary>
internal abstract record Literal(SourceSpan Span)
{
    /// <summary>What a message calls it: "the text 'x'".</summary>
    public abstract string Description { get; }
}

internal sealed record TextLiteral(string Value, SourceSpan Span) : Literal(Span)
{
    public override string Description => $"the text '{Excerpt.Of(Value)}'";
}

/// <summary>A number as it is written.</summary>
internal sealed record NumberLiteral(string Digits, SourceSpan Span) : Literal(Span)
{
    public override string Description => $"the number {Excerpt.Of(Digits)}";
}

/// <summary>A word outside quotes: None, True, null, or a name that only running the program could resolve.</summary>
internal sealed record NameLiteral(string Name, SourceSpan Span) : Literal(Span)
{
    public override string Description => $"the word {Excerpt.Of(Name)}";
}

/// <summary>A list or a tuple.</summary>
internal sealed record SequenceLiteral(IReadOnlyList<Literal> Items, bool IsTuple, SourceSpan Span) : Literal(Span)
{
    public override string Description => FormattableString.Invariant($"a {(IsTuple ? "tuple" : "list")} of {Items.Count}");
}

internal sealed record DictionaryLiteral(IReadOnlyList<Entry> Entries, SourceSpan Span) : Literal(Span)
{
    public override string Description => "a dictionary";
}

/// <summary>A call. Nothing is ever called: readers know what <c>Genotype</c>, <c>range</c> and a few others mean.</summary>
internal sealed record CallLiteral(string Function, IReadOnlyList<Argument> Arguments, SourceSpan Span) : Literal(Span)
{
    public override string Description => $"a call of {Excerpt.Of(Function)}";
}

/// <summary>An entry of a dictionary.</summary>
internal sealed record Entry(Literal Key, Literal Value);

/// <summary>An argument of a call; <paramref name="Name"/> is null for one that is given by its place.</summary>
internal sealed record Argument(string? Name, SourceSpan NameSpan, Literal Value);
