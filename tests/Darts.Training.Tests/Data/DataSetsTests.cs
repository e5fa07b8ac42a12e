using Darts.Networks;

namespace Darts.Training.Tests;

public sealed class DataSetsTests
{
    [Fact]
    public void A_path_that_is_not_there_is_named() =>
        Assert.Contains("no-such-folder", Assert.Throws<DartsException>(() => DataSets.Load("no-such-folder")).Message);

    [Fact]
    public void An_empty_folder_is_no_data_set()
    {
        using var folder = new TempFolder();
        var error = Assert.Throws<DartsException>(() => DataSets.Load(folder.Path));
        Assert.Contains(folder.Path, error.Message);
        Assert.Contains("train-images-idx3-ubyte.gz", error.Message);
    }

    [Fact]
    public void A_file_of_another_kind_is_no_data_set()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("data.csv"), "1,2");
        Assert.Contains("data.csv", Assert.Throws<DartsException>(() => DataSets.Load(folder.File("data.csv"))).Message);
    }

    [Fact]
    public void A_fingerprint_changes_with_a_single_pixel_label_or_name()
    {
        using var folder = new TempFolder();
        IdxFixture.Write(folder);
        using var data = DataSets.Load(folder.Path);
        var before = DataFingerprint.Of(data);
        Assert.Equal(before, DataFingerprint.Of(data));
        Assert.NotEqual(before.Hash, DataFingerprint.Of(data with { Classes = ["0", "1", "3"] }).Hash);
        data.Test.Labels[0] = 1;
        var after = DataFingerprint.Of(data);
        Assert.NotEqual(before.Hash, after.Hash);
        data.Train.Images[5, 0, 1, 2] = 1;
        Assert.NotEqual(after.Hash, DataFingerprint.Of(data).Hash);
    }
}
