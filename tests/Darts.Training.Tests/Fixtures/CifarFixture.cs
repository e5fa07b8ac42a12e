using System.Formats.Tar;
using System.IO.Compression;

namespace Darts.Training.Tests;

/// <summary>Small CIFAR sets: two records a file, the label of record i of a file being i times 7 modulo the classes.</summary>
internal static class CifarFixture
{
    public static byte[] Records(int labelBytes, int classes, int seed, int count = 2) => [.. Enumerable.Range(0, count).SelectMany(i =>
        Enumerable.Repeat((byte)1, labelBytes - 1).Append((byte)(i * 7 % classes)).Concat(Enumerable.Range(0, 3072).Select(p => (byte)(p + seed + i))))];

    public static Dictionary<string, byte[]> Cifar10() => Enumerable.Range(1, 5)
        .Select(i => ($"data_batch_{i}.bin", Records(1, 10, i)))
        .Append(("test_batch.bin", Records(1, 10, 9)))
        .Append(("batches.meta.txt", "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n"u8.ToArray()))
        .ToDictionary(file => file.Item1, file => file.Item2);

    public static Dictionary<string, byte[]> Cifar100() => new() { ["train.bin"] = Records(2, 100, 1, 4), ["test.bin"] = Records(2, 100, 2) };

    public static void WriteFolder(TempFolder folder, string sub, Dictionary<string, byte[]> files)
    {
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(sub.Length > 0 ? folder.File(sub, name) : folder.File(name), bytes);
        }
    }

    public static string WriteArchive(TempFolder folder, string name, Dictionary<string, byte[]> files, string prefix = "cifar-10-batches-bin/")
    {
        var path = folder.File(name);
        using var file = File.Create(path);
        using var stream = name.EndsWith(".tar", StringComparison.Ordinal) ? (Stream)file : new GZipStream(file, CompressionLevel.Fastest);
        using var writer = new TarWriter(stream, TarEntryFormat.Ustar);
        foreach (var (entry, bytes) in files)
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, prefix + entry) { DataStream = new MemoryStream(bytes) });
        }

        return path;
    }
}
