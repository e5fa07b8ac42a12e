using Darts.Networks;

namespace Darts.Search.Tests.Settings;

public sealed class SearchSettingsTests
{
    [Fact]
    public void The_cifar10_preset_has_the_values_of_the_original()
    {
        var preset = SearchPresets.Named("cifar10-search");
        Assert.Equal((64, 50, 16, 8), (preset.BatchSize, preset.Epochs, preset.Channels, preset.Layers));
        Assert.Equal((0.025, 0.001, 0.9, 3e-4, 5), (preset.LearningRate, preset.MinimumLearningRate, preset.Momentum, preset.WeightDecay, preset.GradientClip));
        Assert.Equal(
            (3e-4, 0.5, 0.999, 1e-3),
            (preset.ArchitectureLearningRate, preset.ArchitectureBeta1, preset.ArchitectureBeta2, preset.ArchitectureWeightDecay));
        Assert.Equal((0.5, false, 2L, SearchOrder.First, 0), (preset.TrainPortion, preset.ShuffleSplit, preset.Seed, preset.Order, preset.WarmUpEpochs));
    }

    [Fact]
    public void Every_preset_can_run() => Assert.All(SearchPresets.All.Values, preset => preset.Check());

    [Fact]
    public void An_unknown_preset_is_refused_with_those_there_are()
    {
        var error = Assert.Throws<DartsException>(() => SearchPresets.Named("slow"));
        Assert.Contains("cifar10-search, quick", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_than_three_layers_are_refused() =>
        Assert.Contains("Layers is 2", Assert.Throws<DartsException>((SearchPresets.Quick with { Layers = 2 }).Check).Message, StringComparison.Ordinal);

    [Fact]
    public void Warming_up_to_the_end_is_refused() =>
        Assert.Contains("WarmUpEpochs is 5", Assert.Throws<DartsException>((SearchPresets.Quick with { Epochs = 5, WarmUpEpochs = 5 }).Check).Message, StringComparison.Ordinal);
}
