using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Writes safetensors files (see <see cref="SafeTensorsFile"/> for reading).</summary>
public static class SafeTensors
{
    // The reference implementation pads the header with spaces so that readers can map the data into memory.
    private const int Alignment = 8;

    /// <summary>Writes a file; it is replaced as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors of any device by name. Written widest type first, then by name: the same tensors give the same bytes.</param>
    /// <param name="metadata">Facts about the file, if any.</param>
    /// <exception cref="DartsException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">A tensor's type or name has no place in the format.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        List<(string Name, Tensor Tensor, ElementType Type)> ordered =
        [
            .. tensors
                .Select(entry => (Name: entry.Key, Tensor: entry.Value, Type: ElementType.Of(entry.Value.dtype)))
                .OrderByDescending(entry => entry.Type.Size)
                .ThenBy(entry => entry.Name, StringComparer.Ordinal),
        ];
        byte[] header = Header(ordered, metadata);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach ((_, Tensor tensor, _) in ordered)
                tensor.WriteTo(stream);
        });
    }

    private static byte[] Header(List<(string Name, Tensor Tensor, ElementType Type)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        buffer.Write(new byte[sizeof(ulong)]);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
                WriteMetadata(json, metadata);
            long at = 0;
            foreach ((string name, Tensor tensor, ElementType type) in tensors)
                at = WriteEntry(json, name, tensor.shape, type, at);
            json.WriteEndObject();
        }
        while (buffer.Length % Alignment != 0)
            buffer.WriteByte((byte)' ');
        byte[] header = buffer.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - sizeof(ulong)));
        return header;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafeTensorsHeader.MetadataKey);
        foreach ((string key, string value) in metadata.OrderBy(fact => fact.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    /// <returns>Where the next tensor begins.</returns>
    private static long WriteEntry(Utf8JsonWriter json, string name, long[] shape, ElementType type, long begin)
    {
        if (name == SafeTensorsHeader.MetadataKey)
            throw new ArgumentException($"A tensor cannot be called '{name}'.", nameof(name));
        long end = begin + shape.Aggregate((long)type.Size, (size, side) => size * side);
        json.WriteStartObject(name);
        json.WriteString("dtype", type.Name);
        json.WriteStartArray("shape");
        foreach (long side in shape)
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
