using Darts.Networks;

namespace Darts.Training.Tests;

public sealed class RunFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_in_one_folder_is_refused()
    {
        RunFolder.Create(_folder.Path, Configuration());
        Assert.Contains("--resume", Assert.Throws<DartsException>(() => RunFolder.Create(_folder.Path, Configuration())).Message);
    }

    [Fact]
    public void A_folder_without_a_run_cannot_be_resumed() =>
        Assert.Contains("config.json", Assert.Throws<DartsException>(() => RunFolder.Resume(_folder.Path, Configuration())).Message);

    [Fact]
    public void The_same_configuration_resumes_whatever_the_command_line_remembers()
    {
        RunFolder.Create(_folder.Path, Configuration());
        Assert.False(RunFolder.Resume(_folder.Path, Configuration(data: "elsewhere")).HasCheckpoint);
        Assert.Equal("here", RunFolder.ReadConfiguration(_folder.Path).Command["data"]);
    }

    [Fact]
    public void The_first_setting_that_differs_is_named_with_both_values()
    {
        RunFolder.Create(_folder.Path, Configuration());
        var epochs = Assert.Throws<DartsException>(() => RunFolder.Resume(_folder.Path, Configuration(TrainingPresets.Quick with { Epochs = 13, Seed = 5 })));
        Assert.Contains($"settings.epochs was {TrainingPresets.Quick.Epochs} there and is 13 now", epochs.Message);
        var flip = Assert.Throws<DartsException>(() => RunFolder.Resume(_folder.Path, Configuration(TrainingPresets.Quick with { Augmentation = TrainingPresets.Quick.Augmentation with { Flip = false } })));
        Assert.Contains("settings.augmentation.flip was true there and is false now", flip.Message);
        var kind = Assert.Throws<DartsException>(() => RunFolder.Resume(_folder.Path, Configuration(kind: "search")));
        Assert.Contains("kind was \"train\" there and is \"search\" now", kind.Message);
    }

    [Fact]
    public void A_part_can_be_read_back()
    {
        RunFolder.Create(_folder.Path, Configuration(TrainingPresets.ImageNet));
        var configuration = RunFolder.ReadConfiguration(_folder.Path);
        Assert.Equal(TrainingPresets.ImageNet, configuration.Part<TrainingSettings>("settings"));
        Assert.Equal("train", configuration.Kind);
        Assert.Throws<DartsException>(() => configuration.Part<TrainingSettings>("nothing"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("null")]
    public void A_damaged_configuration_is_named(string content)
    {
        File.WriteAllText(_folder.File("config.json"), content);
        Assert.Contains("config.json", Assert.Throws<DartsException>(() => RunFolder.Resume(_folder.Path, Configuration())).Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.File("file"), "");
        Assert.Contains("file", Assert.Throws<DartsException>(() => RunFolder.Create(Path.Combine(_folder.Path, "file", "run"), Configuration())).Message);
    }

    private static RunConfiguration Configuration(TrainingSettings? settings = null, string kind = "train", string data = "here") => RunConfiguration.Of(
        kind, new Dictionary<string, object> { ["settings"] = settings ?? TrainingPresets.Quick }, new Dictionary<string, string> { ["data"] = data });
}
