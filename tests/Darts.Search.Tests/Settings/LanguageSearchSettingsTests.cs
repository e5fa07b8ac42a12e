using Darts.Networks;

namespace Darts.Search.Tests.Settings;

public sealed class LanguageSearchSettingsTests
{
    [Fact]
    public void The_penn_treebank_preset_has_the_values_of_the_original()
    {
        var preset = LanguageSearchPresets.Named("ptb-search");
        Assert.Equal((300, 50, 256, 10, 35), (preset.Width, preset.Epochs, preset.BatchSize, preset.EvaluationBatchSize, preset.Length));
        Assert.Equal((20, 5e-7, 0.25, 1e-3), (preset.LearningRate, preset.WeightDecay, preset.GradientClip, preset.Slowness));
        Assert.Equal((3e-3, 1e-3), (preset.ArchitectureLearningRate, preset.ArchitectureWeightDecay));
        Assert.Equal(new Dropouts(Words: 0, Embedding: 0.2, Input: 0.75, Hidden: 0.25, Output: 0.75), preset.Dropouts);
        Assert.Equal((3L, SearchOrder.First, 850), (preset.Seed, preset.Order, preset.NetworkWidth));
    }

    [Fact]
    public void Every_preset_can_run() => Assert.All(LanguageSearchPresets.All.Values, preset => preset.Check());

    [Fact]
    public void An_unknown_preset_is_refused_with_those_there_are() =>
        Assert.Contains("ptb-search, quick", Assert.Throws<DartsException>(() => LanguageSearchPresets.Named("cifar10-search")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_batch_of_one_is_refused() =>
        Assert.Contains("BatchSize is 1", Assert.Throws<DartsException>((LanguageSearchPresets.Quick with { BatchSize = 1 }).Check).Message, StringComparison.Ordinal);
}
