using System.Text.Json;

namespace Darts.Kernels.Weights;

/// <summary>The header of a safetensors file: a JSON object of tensors by name, and of strings under <c>__metadata__</c>.</summary>
/// <param name="Metadata">Facts about the file.</param>
/// <param name="Tensors">The tensors by name, in the header's order.</param>
internal sealed record WeightsHeader(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, WeightsEntry> Tensors)
{
    /// <summary>The key that is no tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>Bytes before the header: its length.</summary>
    public const int LengthField = sizeof(ulong);

    /// <summary>The longest header, bytes: what the reference implementation takes.</summary>
    public const long Longest = 100_000_000;

    /// <summary>Checks how long a header says it is.</summary>
    /// <exception cref="FormatException">Too long for the format or for the file.</exception>
    public static int CheckLength(ulong length, long fileLength) => length switch
    {
        > Longest => throw new FormatException($"its header would be {length} bytes long; the most is {Longest}"),
        _ when (long)length > fileLength - LengthField => throw new FormatException($"its header would be {length} bytes long, more than the file has"),
        _ => (int)length,
    };

    /// <summary>Reads and checks a header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="fileLength">The file's length, bytes.</param>
    /// <exception cref="FormatException">Anything is wrong with it; the message is a clause for the user.</exception>
    public static WeightsHeader Parse(ReadOnlyMemory<byte> json, long fileLength)
    {
        // The format says so: what begins otherwise is another kind of file, and white space before it would be room for something hidden.
        if (!json.Span.StartsWith("{"u8))
            throw new FormatException("its header is not a JSON object");
        try
        {
            using var document = JsonDocument.Parse(json);
            return Parse(document.RootElement, LengthField + json.Length, fileLength);
        }
        catch (JsonException e)
        {
            throw new FormatException("its header is not valid JSON", e);
        }
        catch (InvalidOperationException e)
        {
            // What System.Text.Json throws for text that is no Unicode.
            throw new FormatException("its header holds invalid text", e);
        }
    }

    private static WeightsHeader Parse(JsonElement root, long dataBegin, long fileLength)
    {
        var metadata = new Dictionary<string, string>();
        var tensors = new Dictionary<string, WeightsEntry>();
        bool hasMetadata = false;
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey ? hasMetadata : tensors.ContainsKey(property.Name))
                throw new FormatException($"its header names {Shown.Name(property.Name)} twice");
            if (property.Name == MetadataKey)
            {
                ReadMetadata(property.Value, metadata);
                hasMetadata = true;
            }
            else
            {
                tensors.Add(property.Name, WeightsEntries.Read(property.Name, property.Value, dataBegin, fileLength));
            }
        }

        WeightsEntries.CheckLayout(tensors.Values, dataBegin, fileLength);
        return new WeightsHeader(metadata, tensors);
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new FormatException($"its {MetadataKey} is not a JSON object");
        foreach (var fact in value.EnumerateObject())
        {
            if (fact.Value.ValueKind != JsonValueKind.String)
                throw new FormatException($"its {MetadataKey} entry {Shown.Name(fact.Name)} is not a string");
            if (!metadata.TryAdd(fact.Name, fact.Value.GetString()!))
                throw new FormatException($"its {MetadataKey} names {Shown.Name(fact.Name)} twice");
        }
    }
}
