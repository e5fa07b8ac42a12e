namespace Darts.Genotypes.Json;

/// <summary>A JSON value that knows where it stands. A scalar's span is its token, an object's or array's its opening bracket.</summary>
internal abstract record JsonNode(SourceSpan Span)
{
    /// <summary>What a message calls it: "the text 'x'".</summary>
    public abstract string Description { get; }
}

internal sealed record JsonText(string Value, SourceSpan Span) : JsonNode(Span)
{
    public override string Description => $"the text '{Excerpt.Of(Value)}'";
}

/// <summary>A number as it is written, because 1.0 and 1e0 are no integers here.</summary>
internal sealed record JsonNumber(string Literal, SourceSpan Span) : JsonNode(Span)
{
    public override string Description => $"the number {Excerpt.Of(Literal)}";
}

internal sealed record JsonBoolean(bool Value, SourceSpan Span) : JsonNode(Span)
{
    public override string Description => Value ? "true" : "false";
}

internal sealed record JsonNull(SourceSpan Span) : JsonNode(Span)
{
    public override string Description => "null";
}

internal sealed record JsonArray(List<JsonNode> Items, SourceSpan Span) : JsonNode(Span)
{
    public override string Description => "an array";
}

internal sealed record JsonObject(List<JsonMember> Members, SourceSpan Span) : JsonNode(Span)
{
    public override string Description => "an object";
}

/// <summary>One key of an object, duplicates included.</summary>
internal sealed record JsonMember(string Key, SourceSpan KeySpan, JsonNode Value);
