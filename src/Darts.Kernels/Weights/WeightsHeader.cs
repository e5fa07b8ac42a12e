using System.Buffers.Binary;
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

    /// <summary>Reads and checks the header of a file.</summary>
    /// <exception cref="FormatException">Anything is wrong with it; the message is a clause for the user.</exception>
    public static WeightsHeader Read(Content content)
    {
        if (content.Length < LengthField)
            throw new FormatException($"it has {content.Length} bytes, too few for a header");
        int length = CheckLength(BinaryPrimitives.ReadUInt64LittleEndian(content.Span(0, LengthField)), content.Length);
        return Parse(content.Span(LengthField, length).ToArray(), content.Length);
    }

    /// <summary>Whether a file that is not valid is one of PyTorch's own: an archive or a pickle, as <c>torch.save</c> writes.</summary>
    public static bool IsPickled(Content content)
    {
        var start = content.Span(0, (int)Math.Min(content.Length, 4));
        return start.StartsWith("PK\u0003\u0004"u8) || start is [0x80, >= 2 and <= 5, ..];
    }

    /// <summary>Checks how long a header says it is.</summary>
    /// <exception cref="FormatException">Too long for the format or for the file.</exception>
    private static int CheckLength(ulong length, long fileLength) => length switch
    {
        > Longest => throw new FormatException($"its header would be {length} bytes long; the most is {Longest}"),
        _ when (long)length > fileLength - LengthField => throw new FormatException($"its header would be {length} bytes long, more than the file has"),
        _ => (int)length,
    };

    private static WeightsHeader Parse(ReadOnlyMemory<byte> json, long fileLength)
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
