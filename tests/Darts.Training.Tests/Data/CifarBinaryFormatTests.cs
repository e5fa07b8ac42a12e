using Darts.Networks;

namespace Darts.Training.Tests;

public sealed class CifarBinaryFormatTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin")]
    public void A_folder_is_read(string sub)
    {
        CifarFixture.WriteFolder(_folder, sub, CifarFixture.Cifar10());
        using var data = DataSets.Load(_folder.Path);
        CheckCifar10(data);
    }

    [Theory]
    [InlineData("cifar-10-binary.tar.gz")]
    [InlineData("cifar.tgz")]
    [InlineData("cifar.tar")]
    public void An_archive_is_read_as_it_is(string name)
    {
        using var data = DataSets.Load(CifarFixture.WriteArchive(_folder, name, CifarFixture.Cifar10()));
        CheckCifar10(data);
        Assert.Equal([name], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void The_fine_label_of_CIFAR_100_is_used_and_the_normalisation_computed()
    {
        CifarFixture.WriteFolder(_folder, "cifar-100-binary", CifarFixture.Cifar100());
        using var data = DataSets.Load(_folder.Path);
        Assert.Equal(("CIFAR-100", 100), (data.Name, data.Classes.Count));
        Assert.Equal([0, 7, 14, 21], data.Train.Labels.data<long>().ToArray());
        Assert.Equal(Normalisation.Of(data.Train.Images), data.Normalisation);
        Assert.Equal("99", data.Classes[99]);
    }

    [Fact]
    public void A_path_in_an_archive_that_leads_elsewhere_is_not_followed()
    {
        var files = CifarFixture.Cifar10();
        using var data = DataSets.Load(CifarFixture.WriteArchive(_folder, "evil.tar.gz", files, "../../"));
        CheckCifar10(data);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "..", "..", "data_batch_1.bin")));
    }

    [Fact]
    public void The_normalisation_of_the_literature_is_kept_at_another_size_but_not_in_grey()
    {
        CifarFixture.WriteFolder(_folder, "", CifarFixture.Cifar10());
        using var small = DataSets.Load(_folder.Path, new DataOptions(Size: new(3, 16, 16)));
        using var grey = DataSets.Load(_folder.Path, new DataOptions(Size: new(1, 32, 32)));
        Assert.Equal(Normalisation.Cifar10, small.Normalisation);
        Assert.Equal([10, 3, 16, 16], small.Train.Images.shape);
        Assert.Single(grey.Normalisation.Mean);
    }

    public static TheoryData<string, string, byte[]?, string> Faults() => new()
    {
        { "a batch missing", "data_batch_3.bin", null, "data_batch_3.bin" },
        { "no test batch", "test_batch.bin", null, "test_batch.bin" },
        { "a byte short", "data_batch_2.bin", CifarFixture.Records(1, 10, 1)[..^1], "6145 bytes" },
        { "empty", "test_batch.bin", [], "0 bytes" },
        { "label out of range", "data_batch_1.bin", [10, .. new byte[3072]], "is 10" },
        { "CIFAR-100 records", "data_batch_1.bin", CifarFixture.Records(2, 100, 1), "6148 bytes" },
        { "too few names", "batches.meta.txt", "cat\ndog\n"u8.ToArray(), "names 2 classes" },
        { "one class", "test_batch.bin", CifarFixture.Records(1, 1, 1), "at least two classes" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_with_its_file(string fault, string file, byte[]? bytes, string message)
    {
        var files = CifarFixture.Cifar10();
        files.Remove(file);
        if (bytes is not null)
        {
            files[file] = bytes;
        }

        CifarFixture.WriteFolder(_folder, "", files);
        foreach (var path in new[] { _folder.Path, CifarFixture.WriteArchive(_folder, "a.tar.gz", files) })
        {
            var error = Assert.Throws<DartsException>(() => DataSets.Load(path));
            Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{fault}: {error.Message}");
            Assert.Contains(path, error.Message);
            Assert.Contains(file, error.Message);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(700)]
    public void An_archive_cut_short_is_named(int length)
    {
        var archive = CifarFixture.WriteArchive(_folder, "cifar-10-binary.tar.gz", CifarFixture.Cifar10());
        File.WriteAllBytes(archive, File.ReadAllBytes(archive)[..length]);
        Assert.Contains(archive, Assert.Throws<DartsException>(() => DataSets.Load(archive)).Message);
    }

    [Fact]
    public void Noise_is_no_archive()
    {
        var archive = _folder.File("noise.tar");
        File.WriteAllBytes(archive, [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 37 % 251))]);
        Assert.Contains(archive, Assert.Throws<DartsException>(() => DataSets.Load(archive)).Message);
    }

    [Fact]
    public void The_Python_version_is_told_apart()
    {
        var archive = CifarFixture.WriteArchive(_folder, "cifar-10-python.tar.gz", new() { ["data_batch_1"] = [1, 2, 3] });
        Assert.Contains("cifar-10-binary.tar.gz", Assert.Throws<DartsException>(() => DataSets.Load(archive)).Message);
    }

    [Fact]
    public void A_file_that_is_there_twice_is_refused()
    {
        var files = CifarFixture.Cifar10();
        files["again/test_batch.bin"] = files["test_batch.bin"];
        Assert.Contains("more than once", Assert.Throws<DartsException>(() => DataSets.Load(CifarFixture.WriteArchive(_folder, "a.tar", files))).Message);
    }

    private static void CheckCifar10(ImageData data)
    {
        Assert.Equal("CIFAR-10", data.Name);
        Assert.Equal((10, 2), (data.Train.Count, data.Test.Count));
        Assert.Equal(new ImageSize(3, 32, 32), data.Train.Size);
        Assert.Equal([0, 7, 0, 7, 0, 7, 0, 7, 0, 7], data.Train.Labels.data<long>().ToArray());
        Assert.Equal(Enumerable.Range(0, 3072).Select(p => (byte)(p + 2)), data.Train.Images[2].bytes.ToArray());
        Assert.Equal(Normalisation.Cifar10, data.Normalisation);
        Assert.Equal("horse", data.Classes[7]);
    }
}
