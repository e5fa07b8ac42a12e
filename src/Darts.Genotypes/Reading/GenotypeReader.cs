using System.Text;
using Darts.Genotypes.Json;

namespace Darts.Genotypes;

/// <summary>Reads genotype files (version 1 of the language, docs/genotype-format.md).</summary>
/// <remarks>Never throws on bad input: every fault becomes a problem that says where it is, what was found and what is allowed.</remarks>
public static class GenotypeReader
{
    private static readonly string[] Kinds = ["convolutional", "recurrent"];

    /// <summary>Reads a file's bytes: UTF-8, with or without a byte order mark. Positions are of the decoded text without the mark.</summary>
    public static GenotypeReading Read(ReadOnlySpan<byte> utf8)
    {
        byte[] bytes = utf8.ToArray();
        int start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        string text = Encoding.UTF8.GetString(bytes, start, bytes.Length - start);
        var problems = new ProblemList();

        // A valid file gives the same bytes back; otherwise the decoder has put U+FFFD where it found no character.
        if (Encoding.UTF8.GetByteCount(text) != bytes.Length - start || !Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes.AsSpan(start)))
            problems.Add(GenotypeRules.InvalidJson, InvalidUtf8.Span(bytes, start, text), "These bytes are not UTF-8; save the file as UTF-8");
        return Read(text, problems);
    }

    /// <summary>Reads a file's text.</summary>
    public static GenotypeReading Read(string text) => Read(text, new ProblemList());

    private static GenotypeReading Read(string text, ProblemList problems)
    {
        if (text.Length > GenotypeLimits.TextLength)
        {
            problems.Add(GenotypeRules.TextTooLong, default, text.Length, GenotypeLimits.TextLength);
            return new(null, problems.Sorted(), []);
        }
        if (JsonTree.Read(text, problems) is not { } root)
            return new(null, problems.Sorted(), NetworkName.Distinct(NetworkNameScan.Names(text)));

        Genotype? genotype = null;
        var names = EquatableArray<NetworkName>.Empty;
        if (root is JsonObject json)
        {
            var networks = json.Members.Where(static member => member.Key == "networks").Select(static member => member.Value).OfType<JsonArray>();
            names = NetworkName.Distinct(networks.SelectMany(NetworkReader.Names));
            genotype = ReadRoot(json, problems);
        }
        else
        {
            problems.Add(GenotypeRules.WrongType, root.Span, "A genotype", root.Description, "an object");
        }
        return new(problems.Count == 0 ? genotype : null, problems.Sorted(), names);
    }

    private static Genotype? ReadRoot(JsonObject json, ProblemList problems)
    {
        // The keys of another version would all be unknown: that one fault says it all.
        if (json.Members.Find(static member => member.Key == "version")?.Value is JsonNumber { Literal: not "1" } version)
        {
            if (ObjectReader.Digits(version, "'version'", problems) is { } digits)
                problems.Add(GenotypeRules.UnsupportedVersion, version.Span, Excerpt.Of(digits));
            return null;
        }
        GenotypeKind kind = Kind(json, problems);
        var reader = new ObjectReader(json, kind == GenotypeKind.Convolutional ? ObjectShape.Convolutional : ObjectShape.Recurrent, problems);
        if (reader.Find("version") is { } node)
            ObjectReader.Digits(node, "'version'", problems);
        string? schema = reader.Text("$schema")?.Value;
        string name = NameReader.Read(reader, problems) ?? "";
        var networks = reader.Array("networks") is { } array ? NetworkReader.Read(array, kind, problems) : [];
        Provenance provenance = reader.Object("provenance") is { } source ? ProvenanceReader.Read(source, problems) : Provenance.Unknown;
        if (kind == GenotypeKind.Convolutional)
            return new ConvolutionalGenotype(name, Cell("normal"), Cell("reduce"), networks, provenance) { Schema = schema };
        return new RecurrentGenotype(name, Cell("recurrent"), networks, provenance) { Schema = schema };

        Cell Cell(string key) => reader.Object(key) is { } cell ? new CellReader(key, kind, problems).Read(cell) : new([], []);
    }

    /// <summary>The kind; an unknown one is a problem, and the keys say which is meant.</summary>
    private static GenotypeKind Kind(JsonObject json, ProblemList problems)
    {
        JsonNode? node = json.Members.Find(static member => member.Key == "kind")?.Value;
        int index = node is JsonText text ? Array.IndexOf(Kinds, text.Value) : -1;
        if (index >= 0)
            return (GenotypeKind)index;
        if (node is JsonText { Value: var value })
            problems.Add(GenotypeRules.UnknownKind, node.Span, Excerpt.Of(value), Nearest.Hint(value, Kinds), ObjectReader.Quoted(Kinds));
        else if (node is not null)
            problems.Add(GenotypeRules.WrongType, node.Span, "'kind'", node.Description, "a text in double quotes");
        return json.Members.Exists(static member => member.Key == "recurrent") ? GenotypeKind.Recurrent : GenotypeKind.Convolutional;
    }
}
