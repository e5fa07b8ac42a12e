using System.Buffers.Binary;
using System.Text.Json;

namespace Darts.Kernels.Weights;

/// <summary>Writes safetensors files with checksums (see <see cref="WeightsFile"/> for reading). The same tensors and metadata give the same bytes.</summary>
public static class WeightsWriter
{
    // The reference implementation pads the header with spaces so that readers can map the data into memory.
    private const int Alignment = 8;

    /// <summary>Writes a file: widest type first, then by name, so that every element is aligned.</summary>
    /// <param name="stream">Where to; one that replaces a file as a whole, best.</param>
    /// <param name="tensors">The tensors, in any order.</param>
    /// <param name="metadata">Facts about the file, if any.</param>
    /// <exception cref="ArgumentException">A name occurs twice or has no place in the format, or a shape no memory could hold. Nothing has been written.</exception>
    public static void Write(Stream stream, IEnumerable<WeightsSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WeightsSource[] ordered = [.. tensors.OrderByDescending(tensor => tensor.Type.Size).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        if (ordered.Length > 0)
            metadata = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>()) { [WeightsChecksums.Key] = WeightsChecksums.Of(ordered) };
        stream.Write(Header(ordered, metadata));
        foreach (var tensor in ordered)
            tensor.Write(stream);
    }

    private static byte[] Header(WeightsSource[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        buffer.Write(new byte[WeightsHeader.LengthField]);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
                WriteMetadata(json, metadata);
            long at = 0;
            var names = new HashSet<string>();
            foreach (var tensor in tensors)
            {
                if (tensor.Name == WeightsHeader.MetadataKey || !names.Add(tensor.Name))
                    throw new ArgumentException($"A tensor cannot be called '{tensor.Name}', or not a second one.", nameof(tensors));
                at = WriteEntry(json, tensor, at);
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
            buffer.WriteByte((byte)' ');
        byte[] header = buffer.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - WeightsHeader.LengthField));
        return header;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(WeightsHeader.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(fact => fact.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    /// <returns>Where the next tensor begins.</returns>
    private static long WriteEntry(Utf8JsonWriter json, WeightsSource tensor, long begin)
    {
        long end = begin + (tensor.Type.Bytes(tensor.Shape) ?? throw new ArgumentException($"Tensor '{tensor.Name}' is too large.", nameof(tensor)));
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.Name);
        json.WriteStartArray("shape");
        foreach (long side in tensor.Shape)
            json.WriteNumberValue(side);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
