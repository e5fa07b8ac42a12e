using Darts.Networks;
using SkiaSharp;

namespace Darts.Training.Tests;

public sealed class ImageFolderFormatTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TempFolder _cache = new();

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void Sub_folders_are_classes_and_a_share_of_each_is_kept_for_testing()
    {
        Pictures.Classes(_folder, "", ("cat", 10), ("dog", 5), ("ant", 2));
        using var data = Load();
        Assert.Equal(["ant", "cat", "dog"], data.Classes);
        Assert.Equal(new ImageSize(3, 32, 32), data.Train.Size);
        Assert.Equal([1, 8, 4], Counts(data.Train));
        Assert.Equal([1, 2, 1], Counts(data.Test));
    }

    [Fact]
    public void The_split_follows_the_seed_and_leaves_nothing_out()
    {
        Pictures.Classes(_folder, "", ("a", 20), ("b", 20));
        using var one = Load(new(Seed: 1));
        using var same = Load(new(Seed: 1));
        using var other = Load(new(Seed: 2));
        Assert.Equal(Greens(one.Test), Greens(same.Test));
        Assert.NotEqual(Greens(one.Test), Greens(other.Test));
        Assert.Equal(Enumerable.Range(0, 20).SelectMany(i => new[] { (byte)i, (byte)i }), Greens(one.Train).Concat(Greens(one.Test)).Order());
    }

    [Theory]
    [InlineData("test")]
    [InlineData("val")]
    [InlineData("Valid")]
    [InlineData("validation")]
    public void A_test_folder_is_used_as_it_is(string name)
    {
        Pictures.Classes(_folder, "train", ("a", 3), ("b", 4));
        Pictures.Classes(_folder, name, ("a", 2), ("b", 1));
        using var data = Load();
        Assert.Equal([3, 4], Counts(data.Train));
        Assert.Equal([2, 1], Counts(data.Test));
    }

    [Fact]
    public void A_lone_train_folder_is_split()
    {
        Pictures.Classes(_folder, "train", ("a", 5), ("b", 5));
        using var data = Load(new(TestShare: 0.4));
        Assert.Equal(["a", "b"], data.Classes);
        Assert.Equal([2, 2], Counts(data.Test));
    }

    [Fact]
    public void Hidden_files_other_files_and_deeper_folders_are_handled()
    {
        Pictures.Classes(_folder, "", ("a", 2), ("b", 2));
        File.WriteAllText(_folder.File("a", "notes.txt"), "no image");
        File.WriteAllText(_folder.File("a", "._00.png"), "no image");
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".git"));
        Pictures.Plain(_folder.File("b", "deeper", "x.PNG"), SKColors.Red);
        using var data = Load();
        Assert.Equal(["a", "b"], data.Classes);
        Assert.Equal(5, data.Train.Count + data.Test.Count);
    }

    [Fact]
    public void A_size_and_grey_can_be_asked_for()
    {
        Pictures.Classes(_folder, "", ("a", 2), ("b", 2));
        using var data = Load(new(Size: new(1, 4, 6)));
        Assert.Equal(new ImageSize(1, 4, 6), data.Train.Size);
    }

    [Fact]
    public void The_cache_gives_the_same_and_is_used()
    {
        Pictures.Classes(_folder, "", ("a", 3), ("b", 3));
        using var first = Load();
        var file = Assert.Single(Directory.EnumerateFiles(_cache.Path));
        var bytes = File.ReadAllBytes(file);
        using var second = Load();
        Assert.Equal(first.Train.Images.bytes.ToArray(), second.Train.Images.bytes.ToArray());

        // Proof that it was read: a consistent file with other pixels is believed.
        byte[] black = new byte[bytes.Length - 32];
        File.WriteAllBytes(file, [.. System.Security.Cryptography.SHA256.HashData(black), .. black]);
        using var third = Load();
        Assert.Equal(0, third.Train.Images.max().item<byte>());
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("cut")]
    [InlineData("empty")]
    [InlineData("folder")]
    public void A_damaged_cache_is_rebuilt(string damage)
    {
        Pictures.Classes(_folder, "", ("a", 3), ("b", 3));
        using var first = Load();
        var file = Assert.Single(Directory.EnumerateFiles(_cache.Path));
        var bytes = File.ReadAllBytes(file);
        switch (damage)
        {
            case "flip":
                bytes[^5] ^= 1;
                File.WriteAllBytes(file, bytes);
                break;
            case "folder":
                File.Delete(file);
                Directory.CreateDirectory(file);
                break;
            default:
                File.WriteAllBytes(file, damage == "cut" ? bytes[..^1] : []);
                break;
        }

        using var second = Load();
        Assert.Equal(first.Train.Images.bytes.ToArray(), second.Train.Images.bytes.ToArray());
    }

    [Fact]
    public void A_changed_image_is_decoded_again()
    {
        Pictures.Classes(_folder, "", ("a", 2), ("b", 2));
        Load().Dispose();
        File.SetLastWriteTimeUtc(_folder.File("a", "00.png"), DateTime.UnixEpoch);
        Load().Dispose();
        Load(new(Size: new(3, 16, 16))).Dispose();
        Assert.Equal(3, Directory.EnumerateFiles(_cache.Path).Count());
    }

    [Fact]
    public void A_cache_that_cannot_be_written_stops_nothing()
    {
        Pictures.Classes(_folder, "", ("a", 2), ("b", 2));
        File.WriteAllText(_cache.File("file"), "");
        using var data = DataSets.Load(_folder.Path, new DataOptions(CacheFolder: _cache.File("file")));
        Assert.Equal(4, data.Train.Count + data.Test.Count);
    }

    [Fact]
    public void An_image_that_cannot_be_read_is_named()
    {
        Pictures.Classes(_folder, "", ("a", 3), ("b", 3));
        File.WriteAllText(_folder.File("b", "01.png"), "not an image");
        Assert.Contains(_folder.File("b", "01.png"), Assert.Throws<DartsException>(() => Load()).Message);
        Assert.Empty(Directory.EnumerateFiles(_cache.Path));
    }

    [Fact]
    public void A_class_folder_without_images_is_named()
    {
        Pictures.Classes(_folder, "", ("a", 2), ("b", 2));
        File.WriteAllText(_folder.File("c", "readme.txt"), "");
        Assert.Contains($"'{Path.Combine(_folder.Path, "c")}'", Assert.Throws<DartsException>(() => Load()).Message);
    }

    [Fact]
    public void One_class_is_too_few()
    {
        Pictures.Classes(_folder, "", ("a", 2));
        Assert.Contains("1 class folder:", Assert.Throws<DartsException>(() => Load()).Message);
    }

    [Fact]
    public void A_single_image_of_a_class_cannot_be_split()
    {
        Pictures.Classes(_folder, "", ("a", 2), ("lonely", 1));
        Assert.Contains("'lonely'", Assert.Throws<DartsException>(() => Load()).Message);
    }

    [Fact]
    public void A_test_class_that_was_not_trained_is_named()
    {
        Pictures.Classes(_folder, "train", ("a", 2), ("b", 2));
        Pictures.Classes(_folder, "test", ("a", 2), ("zebra", 2));
        Assert.Contains("zebra", Assert.Throws<DartsException>(() => Load()).Message);
    }

    [Fact]
    public void An_empty_test_folder_is_named()
    {
        Pictures.Classes(_folder, "train", ("a", 2), ("b", 2));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "val"));
        Assert.Contains("val", Assert.Throws<DartsException>(() => Load()).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_test_share_has_to_be_a_share(double share)
    {
        Pictures.Classes(_folder, "", ("a", 2), ("b", 2));
        Assert.Throws<DartsException>(() => Load(new(TestShare: share)));
    }

    private static int[] Counts(ImageSet set) => [.. set.Labels.data<long>().ToArray().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    private static byte[] Greens(ImageSet set) => [.. Enumerable.Range(0, set.Count).Select(i => set.Images[i, 1, 0, 0].item<byte>())];

    private ImageData Load(DataOptions? options = null) => DataSets.Load(_folder.Path, (options ?? new()) with { CacheFolder = _cache.Path });
}
