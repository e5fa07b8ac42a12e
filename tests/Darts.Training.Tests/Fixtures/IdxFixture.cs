using System.Buffers.Binary;
using System.IO.Compression;

namespace Darts.Training.Tests;

/// <summary>A small folder in MNIST's format: 6 training and 3 test images of 2×3 pixels, three classes.</summary>
internal static class IdxFixture
{
    public static readonly byte[] TrainLabels = [0, 1, 2, 0, 1, 2];
    public static readonly byte[] TestLabels = [2, 1, 0];

    public static byte[] Bytes(int magic, int[] dimensions, byte[] values)
    {
        var bytes = new byte[4 + (4 * dimensions.Length) + values.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, magic);
        for (var i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        values.CopyTo(bytes, bytes.Length - values.Length);
        return bytes;
    }

    public static byte[] Images(int count) => Bytes(0x803, [count, 2, 3], [.. Enumerable.Range(0, count * 6).Select(i => (byte)(i * 7))]);

    public static byte[] Labels(byte[] labels) => Bytes(0x801, [labels.Length], labels);

    public static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }

    /// <summary>Writes the four files; a change replaces or (null) removes one of them.</summary>
    public static void Write(TempFolder folder, string separator = "-", bool gzip = false, params (string File, byte[]? Bytes)[] changes)
    {
        var files = new Dictionary<string, byte[]?>
        {
            ["train-images"] = Images(6),
            ["train-labels"] = Labels(TrainLabels),
            ["t10k-images"] = Images(3),
            ["t10k-labels"] = Labels(TestLabels),
        };
        foreach (var (file, bytes) in changes)
        {
            files[file] = bytes;
        }

        foreach (var (file, bytes) in files.Where(file => file.Value is not null))
        {
            var name = $"{file}{separator}idx{(file.EndsWith("images", StringComparison.Ordinal) ? 3 : 1)}-ubyte{(gzip ? ".gz" : "")}";
            File.WriteAllBytes(folder.File(name), gzip ? Gzip(bytes!) : bytes!);
        }
    }
}
