using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Darts.EndToEnd.Tests.Support;

/// <summary>A golden as plain arrays, read without the code under test.</summary>
internal sealed class GoldenFile
{
    private readonly JsonElement _header;
    private readonly byte[] _bytes;
    private readonly int _start;

    public GoldenFile(string name)
    {
        _bytes = File.ReadAllBytes(Repository.Golden(name));
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(_bytes);
        _header = JsonDocument.Parse(_bytes.AsMemory(8, length)).RootElement;
        _start = 8 + length;
    }

    /// <summary>A float32 tensor's shape and numbers.</summary>
    public (int[] Shape, float[] Values) Tensor(string name)
    {
        var entry = _header.GetProperty(name);
        return ([.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())], MemoryMarshal.Cast<byte, float>(Bytes(entry)).ToArray());
    }

    /// <summary>Writes the tensors under a prefix as a weights file, under their names without it.</summary>
    /// <param name="prefix">Such as <c>state.</c>.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="extra">The name of one more tensor that no network has, or null.</param>
    public void WriteWeights(string prefix, string path, string? extra = null)
    {
        var header = new Dictionary<string, object>();
        using var data = new MemoryStream();
        foreach (var tensor in _header.EnumerateObject().Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)))
            Add(tensor.Name[prefix.Length..], tensor.Value.GetProperty("dtype").GetString()!, tensor.Value.GetProperty("shape").Clone(), Bytes(tensor.Value));
        if (extra is not null)
            Add(extra, "F32", (int[])[1], new byte[4]);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        byte[] padded = [.. json, .. Encoding.ASCII.GetBytes(new string(' ', (8 - (json.Length % 8)) % 8))];
        byte[] size = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(size, (ulong)padded.Length);
        File.WriteAllBytes(path, [.. size, .. padded, .. data.ToArray()]);

        void Add(string name, string type, object shape, ReadOnlySpan<byte> bytes)
        {
            long from = data.Length;
            data.Write(bytes);
            header[name] = new { dtype = type, shape, data_offsets = (long[])[from, data.Length] };
        }
    }

    private ReadOnlySpan<byte> Bytes(JsonElement entry)
    {
        long[] offsets = [.. entry.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        return _bytes.AsSpan(_start + (int)offsets[0], (int)(offsets[1] - offsets[0]));
    }
}
