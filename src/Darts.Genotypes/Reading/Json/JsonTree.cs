using System.Text;
using System.Text.Json;

namespace Darts.Genotypes.Json;

/// <summary>Reads JSON text into located nodes. <see cref="Utf8JsonReader"/> does the parsing; this adds positions, keeps duplicate keys, and goes on after
/// a comment or a trailing comma, which are the faults people make.</summary>
internal sealed class JsonTree
{
    private readonly byte[] _utf8;
    private readonly TextPositions _positions;
    private readonly ProblemList _problems;
    private readonly Stack<JsonNode> _open = new();
    private readonly Stack<(string Key, SourceSpan Span)> _keys = new();
    private JsonNode? _root;
    private JsonTokenType _previous;
    private int _end;

    private JsonTree(string text, ProblemList problems)
    {
        _utf8 = Encoding.UTF8.GetBytes(text);
        _positions = new(_utf8);
        _problems = problems;
    }

    /// <summary>The text's value, or null (and a problem) if it breaks off.</summary>
    public static JsonNode? Read(string text, ProblemList problems) => new JsonTree(text, problems).Read();

    private JsonNode? Read()
    {
        // A string may still begin with the byte order mark that File.ReadAllText strips; it is no JSON, and is no fault.
        int start = _utf8.Length >= 3 && _utf8[0] == 0xEF && _utf8[1] == 0xBB && _utf8[2] == 0xBF ? 3 : 0;
        _end = start;
        var reader = new Utf8JsonReader(_utf8.AsSpan(start), new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Allow,
            MaxDepth = GenotypeLimits.Depth + 2,    // our own check comes first
        });
        try
        {
            SourceSpan? comma = null;
            while (reader.Read())
            {
                int tokenStart = start + (int)reader.TokenStartIndex;
                int gap = _utf8.AsSpan(_end, tokenStart - _end).IndexOf((byte)',');
                comma = gap >= 0 ? _positions.Span(_end + gap, _end + gap + 1) : comma;
                if (comma is { } trailing && reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                    _problems.Add(GenotypeRules.InvalidJson, trailing, "A comma before a closing bracket is not allowed; remove it");
                _end = start + (int)reader.BytesConsumed;
                if (reader.TokenType == JsonTokenType.Comment)
                {
                    int commentEnd = _end;
                    while (_utf8[commentEnd - 1] is (byte)'\r' or (byte)'\n')
                        commentEnd--;
                    _problems.Add(GenotypeRules.InvalidJson, _positions.Span(tokenStart, commentEnd), "Comments are not allowed; JSON has none");
                    continue;
                }
                comma = null;
                if (!Take(ref reader, tokenStart))
                    return null;
                _previous = reader.TokenType;
            }
            return _root;
        }
        catch (JsonException exception)
        {
            int at = Math.Max(_end, start + JsonFault.Offset(_utf8.AsSpan(start), exception));
            string message = JsonFault.Describe(_utf8, at, _end, _previous, _open.Count == 0 ? null : _open.Peek());
            _problems.Add(GenotypeRules.InvalidJson, _positions.Span(at, JsonFault.CharacterEnd(_utf8, at)), message);
            return null;
        }
    }

    /// <summary>Takes one token into the tree; false to stop.</summary>
    private bool Take(ref Utf8JsonReader reader, int start)
    {
        // BytesConsumed includes a key's colon, so a key ends by its own length: the value's and two quotes.
        int end = reader.TokenType == JsonTokenType.PropertyName ? start + reader.ValueSpan.Length + 2 : _end;
        SourceSpan span = _positions.Span(start, end);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                if (_open.Count == GenotypeLimits.Depth)
                {
                    _problems.Add(GenotypeRules.NestedTooDeep, span, _open.Count + 1, GenotypeLimits.Depth);
                    return false;
                }
                JsonNode container = reader.TokenType == JsonTokenType.StartObject ? new JsonObject([], span) : new JsonArray([], span);
                Attach(container);
                _open.Push(container);
                return true;
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                _open.Pop();
                return true;
            case JsonTokenType.PropertyName:
                _keys.Push((Text(ref reader, span), span));
                return true;
            case JsonTokenType.String:
                Attach(new JsonText(Text(ref reader, span), span));
                return true;
            case JsonTokenType.Number:
                Attach(new JsonNumber(Encoding.UTF8.GetString(_utf8, start, end - start), span));
                return true;
            case JsonTokenType.Null:
                Attach(new JsonNull(span));
                return true;
            default:
                Attach(new JsonBoolean(reader.TokenType == JsonTokenType.True, span));
                return true;
        }
    }

    private void Attach(JsonNode node)
    {
        if (_open.Count == 0)
            _root = node;
        else if (_open.Peek() is JsonArray array)
            array.Items.Add(node);
        else if (_open.Peek() is JsonObject parent && _keys.Pop() is var (key, span))
            parent.Members.Add(new(key, span, node));
    }

    private string Text(ref Utf8JsonReader reader, SourceSpan span)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            _problems.Add(GenotypeRules.InvalidJson, span, "This text has half of a surrogate pair (\\ud800–\\udfff); write both halves or the character itself");
            return "\uFFFD";
        }
    }
}
