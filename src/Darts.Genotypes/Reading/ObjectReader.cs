using System.Globalization;
using Darts.Genotypes.Json;

namespace Darts.Genotypes;

/// <summary>Takes typed values out of one JSON object and reports what is not as its <see cref="ObjectShape"/> says. A null result has been reported.</summary>
internal sealed class ObjectReader
{
    private readonly JsonObject _object;
    private readonly ProblemList _problems;

    /// <summary>Reports unknown, duplicate and missing keys.</summary>
    public ObjectReader(JsonObject json, ObjectShape shape, ProblemList problems)
    {
        _object = json;
        _problems = problems;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonMember member in json.Members)
        {
            string key = Excerpt.Of(member.Key);
            if (!shape.Keys.Contains(member.Key, StringComparer.Ordinal))
                problems.Add(GenotypeRules.UnknownKey, member.KeySpan, key, shape.Title, Nearest.Hint(key, shape.Keys), Quoted(shape.Keys));
            else if (!seen.Add(member.Key))
                problems.Add(GenotypeRules.DuplicateKey, member.KeySpan, key, shape.Title);
        }
        foreach (string key in shape.Required)
        {
            if (!seen.Contains(key))
                problems.Add(GenotypeRules.MissingKey, json.Span, key, shape.Title, Quoted(shape.Required));
        }
    }

    public JsonNode? Find(string key) => _object.Members.Find(member => member.Key == key)?.Value;

    public JsonObject? Object(string key) => As<JsonObject>(key, "an object");

    public JsonArray? Array(string key) => As<JsonArray>(key, "an array");

    public JsonText? Text(string key) => As<JsonText>(key, "a text in double quotes");

    public bool? Boolean(string key) => As<JsonBoolean>(key, "true or false")?.Value;

    /// <summary>The integer under <paramref name="key"/>, if it is within [<paramref name="min"/>, <paramref name="max"/>].</summary>
    public long? Integer(string key, long min, long max) => Find(key) is { } node ? Integer(node, $"'{key}'", min, max, _problems) : null;

    public static long? Integer(JsonNode node, string title, long min, long max, ProblemList problems)
    {
        if (Digits(node, title, problems) is not { } digits)
            return null;
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= min && value <= max)
            return value;
        problems.Add(GenotypeRules.NumberOutOfRange, node.Span, title, Excerpt.Of(digits), min, max);
        return null;
    }

    /// <summary>The integer <paramref name="node"/> is, as it is written, however large; null if it is none.</summary>
    public static string? Digits(JsonNode node, string title, ProblemList problems)
    {
        if (node is JsonNumber number && number.Literal.All(static c => c is '-' or (>= '0' and <= '9')))
            return number.Literal;
        problems.Add(GenotypeRules.WrongType, node.Span, title, node.Description, "an integer, written with digits only");
        return null;
    }

    public static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(static word => $"'{word}'"));

    private T? As<T>(string key, string expected)
        where T : JsonNode
    {
        if (Find(key) is not { } node)
            return null;
        if (node is T typed)
            return typed;
        _problems.Add(GenotypeRules.WrongType, node.Span, $"'{key}'", node.Description, expected);
        return null;
    }
}
