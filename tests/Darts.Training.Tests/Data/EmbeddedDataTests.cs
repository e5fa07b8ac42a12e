using System.IO.Compression;
using System.Security.Cryptography;

namespace Darts.Training.Tests;

public sealed class EmbeddedDataTests
{
    private const string FullSet = "/usr/share/datasets/fashion-mnist";

    [Fact]
    public void It_is_found_beside_the_assembly_and_balanced()
    {
        using var data = DataSets.Load(DataSets.Embedded);
        Assert.Equal("fashion-mnist-mini", data.Name);
        Assert.Equal((6000, 2000), (data.Train.Count, data.Test.Count));
        Assert.Equal(new ImageSize(1, 28, 28), data.Train.Size);
        Assert.Equal("Trouser", data.Classes[1]);
        Assert.All(data.Train.Labels.data<long>().ToArray().CountBy(label => label), pair => Assert.Equal(600, pair.Value));
        Assert.All(data.Test.Labels.data<long>().ToArray().CountBy(label => label), pair => Assert.Equal(200, pair.Value));
    }

    [Fact]
    public void Its_files_have_the_hashes_its_readme_names_and_the_licence_is_there()
    {
        var readme = File.ReadAllText(Path.Combine(DataSets.Embedded, "README.md"));
        Assert.All(Directory.EnumerateFiles(DataSets.Embedded, "*.gz"), file => Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), readme));
        Assert.Contains("Copyright © 2017 Zalando SE", readme);
        Assert.Contains("Permission is hereby granted, free of charge", readme);
    }

    [Theory]
    [InlineData("train", 600)]
    [InlineData("t10k", 200)]
    public void It_is_the_first_of_each_class_of_the_full_set(string part, int each)
    {
        if (!Directory.Exists(FullSet))
        {
            Assert.Skip($"The full set is not installed in {FullSet} (apt-get install dataset-fashion-mnist).");
        }

        var labels = Read(FullSet, $"{part}-labels-idx1-ubyte.gz")[8..];
        var images = Read(FullSet, $"{part}-images-idx3-ubyte.gz")[16..];
        var seen = new int[10];
        int[] selected = [.. Enumerable.Range(0, labels.Length).Where(i => seen[labels[i]]++ < each)];
        Assert.Equal(selected.Select(i => labels[i]), Read(DataSets.Embedded, $"{part}-labels-idx1-ubyte.gz")[8..]);
        byte[] pixels = [.. selected.SelectMany(i => images[(784 * i)..(784 * (i + 1))])];
        Assert.True(pixels.AsSpan().SequenceEqual(Read(DataSets.Embedded, $"{part}-images-idx3-ubyte.gz").AsSpan(16)));
    }

    private static byte[] Read(string folder, string name)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(folder, name)), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
