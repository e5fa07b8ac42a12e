using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class IdxFormatTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-", false)]
    [InlineData(".", false)]
    [InlineData("-", true)]
    [InlineData(".", true)]
    public void Plain_and_compressed_files_are_read_under_either_name(string separator, bool gzip)
    {
        IdxFixture.Write(_folder, separator, gzip);
        using var data = DataSets.Load(_folder.Path);
        Assert.Equal((6, 3), (data.Train.Count, data.Test.Count));
        Assert.Equal(new ImageSize(1, 2, 3), data.Train.Size);
        Assert.Equal(ScalarType.Byte, data.Train.Images.dtype);
        Assert.Equal(IdxFixture.TrainLabels.Select(label => (long)label), data.Train.Labels.data<long>().ToArray());
        Assert.Equal(Enumerable.Range(0, 36).Select(i => (byte)(i * 7)), data.Train.Images.bytes.ToArray());
        Assert.Equal(["0", "1", "2"], data.Classes);
    }

    [Fact]
    public void Ten_classes_in_a_folder_called_fashion_have_names()
    {
        var labels = Enumerable.Range(0, 10).Select(i => (byte)i).ToArray();
        var inner = new DirectoryInfo(_folder.File("FashionMNIST", "raw", "x")).Parent!.FullName;
        foreach (var part in new[] { "train", "t10k" })
        {
            File.WriteAllBytes(Path.Combine(inner, $"{part}-images-idx3-ubyte"), IdxFixture.Images(10));
            File.WriteAllBytes(Path.Combine(inner, $"{part}-labels-idx1-ubyte"), IdxFixture.Labels(labels));
        }

        using var data = DataSets.Load(inner);
        Assert.Equal(("T-shirt/top", "Ankle boot"), (data.Classes[0], data.Classes[9]));
    }

    public static TheoryData<string, string, byte[]?, string> Faults() => new()
    {
        { "no images", "train-images", null, "train-images-idx3-ubyte" },
        { "no labels", "train-labels", null, "train-labels-idx1-ubyte" },
        { "no test images", "t10k-images", null, "t10k-images-idx3-ubyte" },
        { "no test labels", "t10k-labels", null, "t10k-labels-idx1-ubyte" },
        { "empty file", "train-images", [], "header of 16 bytes" },
        { "half a header", "t10k-labels", [0, 0, 8, 1, 0], "header of 8 bytes" },
        { "labels for images", "train-images", IdxFixture.Bytes(0x801, [6, 2, 3], new byte[36]), "0x00000801, not 0x00000803" },
        { "images for labels", "train-labels", IdxFixture.Bytes(0x803, [6], new byte[6]), "0x00000803, not 0x00000801" },
        { "floats", "train-images", IdxFixture.Bytes(0xd03, [6, 2, 3], new byte[36]), "0x00000d03" },
        { "text", "train-images", "not an IDX file, this"u8.ToArray(), "0x6e6f7420" },
        { "one byte short", "train-images", IdxFixture.Bytes(0x803, [6, 2, 3], new byte[35]), "ends after 35" },
        { "one byte more", "train-images", IdxFixture.Bytes(0x803, [6, 2, 3], new byte[37]), "holds more" },
        { "no images in it", "train-images", IdxFixture.Bytes(0x803, [0, 2, 3], []), "0 × 2 × 3" },
        { "negative size", "train-images", IdxFixture.Bytes(0x803, [6, -2, 3], new byte[36]), "6 × -2 × 3" },
        { "huge size", "train-images", IdxFixture.Bytes(0x803, [int.MaxValue, 28, 28], new byte[36]), "2147483647 × 28 × 28" },
        { "large size, small file", "train-images", IdxFixture.Bytes(0x803, [2000000, 28, 28], new byte[36]), "ends after 36" },
        { "fewer labels", "train-labels", IdxFixture.Labels([0, 1, 2, 0, 1]), "6 images" },
        { "fewer test images", "t10k-images", IdxFixture.Images(2), "2 images" },
        { "other test shape", "t10k-images", IdxFixture.Bytes(0x803, [3, 3, 2], new byte[18]), "3×2" },
        { "one class", "train-labels", IdxFixture.Labels([4, 4, 4, 4, 4, 4]), "at least two classes" },
        { "test label out of range", "t10k-labels", IdxFixture.Labels([0, 1, 3]), "Label 2" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_with_its_file(string fault, string file, byte[]? bytes, string message)
    {
        IdxFixture.Write(_folder, changes: (file, bytes));
        var error = Assert.Throws<DartsException>(() => DataSets.Load(_folder.Path));
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{fault}: {error.Message}");
        Assert.Contains(_folder.Path, error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-30)]
    [InlineData(-12)]
    public void A_damaged_or_cut_gzip_file_is_named(int at)
    {
        IdxFixture.Write(_folder, gzip: true);
        var file = _folder.File("train-images-idx3-ubyte.gz");
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, at < 0 ? bytes[..^-at] : [.. bytes[..at], (byte)(bytes[at] ^ 0xff), .. bytes[(at + 1)..]]);
        var error = Assert.Throws<DartsException>(() => DataSets.Load(_folder.Path));
        Assert.Contains(file, error.Message);
    }

    [Fact]
    public void Images_are_brought_to_the_shape_asked_for()
    {
        IdxFixture.Write(_folder);
        using var data = DataSets.Load(_folder.Path, new DataOptions(Size: new(3, 4, 6)));
        Assert.Equal([6, 3, 4, 6], data.Train.Images.shape);
        Assert.Equal([3, 3, 4, 6], data.Test.Images.shape);
        Assert.Equal(3, data.Normalisation.Mean.Count);
        Assert.True(data.Train.Images[0, 0].equal(data.Train.Images[0, 2]).all().item<bool>());
    }

    [Fact]
    public void Grey_cannot_be_made_into_four_channels()
    {
        IdxFixture.Write(_folder);
        Assert.Contains("4", Assert.Throws<DartsException>(() => DataSets.Load(_folder.Path, new DataOptions(Size: new(4, 2, 3)))).Message);
    }
}
