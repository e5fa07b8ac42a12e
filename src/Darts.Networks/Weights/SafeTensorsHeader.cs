using System.Text.Json;

namespace Darts.Networks;

/// <summary>The header of a safetensors file: a JSON object of tensors by name, and of strings under <c>__metadata__</c>.</summary>
/// <param name="Metadata">Facts about the file.</param>
/// <param name="Tensors">The tensors by name.</param>
internal sealed record SafeTensorsHeader(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, TensorEntry> Tensors)
{
    /// <summary>The key that is no tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>Reads and checks a header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataBegin">Where the data begins, bytes from the start of the file.</param>
    /// <param name="fileLength">The file's length, bytes.</param>
    /// <exception cref="FormatException">Anything is wrong with it; the message is a clause for the user.</exception>
    public static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, long dataBegin, long fileLength)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Parse(document.RootElement, dataBegin, fileLength);
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

    private static SafeTensorsHeader Parse(JsonElement root, long dataBegin, long fileLength)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("its header is not a JSON object");
        var metadata = new Dictionary<string, string>();
        var tensors = new Dictionary<string, TensorEntry>();
        var seen = new HashSet<string>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!seen.Add(property.Name))
                throw new FormatException($"its header names '{property.Name}' twice");
            if (property.Name == MetadataKey)
                ReadMetadata(property.Value, metadata);
            else
                tensors.Add(property.Name, SafeTensorsEntries.Read(property.Name, property.Value, dataBegin, fileLength));
        }
        SafeTensorsEntries.CheckLayout(tensors.Values, dataBegin, fileLength);
        return new SafeTensorsHeader(metadata, tensors);
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new FormatException($"its {MetadataKey} is not a JSON object");
        foreach (JsonProperty fact in value.EnumerateObject())
        {
            if (fact.Value.ValueKind != JsonValueKind.String)
                throw new FormatException($"its {MetadataKey} entry '{fact.Name}' is not a string");
            if (!metadata.TryAdd(fact.Name, fact.Value.GetString()!))
                throw new FormatException($"its {MetadataKey} names '{fact.Name}' twice");
        }
    }
}
