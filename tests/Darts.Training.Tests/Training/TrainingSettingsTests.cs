using Darts.Networks;

namespace Darts.Training.Tests;

public sealed class TrainingSettingsTests
{
    public static TheoryData<TrainingSettings, string> Nonsense() => new()
    {
        { TrainingPresets.Quick with { Epochs = 0 }, "epochs is 0" },
        { TrainingPresets.Quick with { BatchSize = 0 }, "batch size is 0" },
        { TrainingPresets.Quick with { LearningRate = 0 }, "learning rate is 0" },
        { TrainingPresets.Quick with { LearningRate = double.NaN }, "learning rate is NaN" },
        { TrainingPresets.Quick with { Gamma = 1.5 }, "gamma is 1.5" },
        { TrainingPresets.Quick with { Momentum = 1 }, "momentum is 1" },
        { TrainingPresets.Quick with { WeightDecay = -1 }, "weight decay is -1" },
        { TrainingPresets.Quick with { GradientClip = 0 }, "gradient clip is 0" },
        { TrainingPresets.Quick with { GradientClip = double.PositiveInfinity }, "gradient clip is Infinity" },
        { TrainingPresets.Quick with { DropPath = 1 }, "drop path is 1" },
        { TrainingPresets.Quick with { AuxiliaryWeight = -0.4 }, "auxiliary weight is -0.4" },
        { TrainingPresets.Quick with { LabelSmoothing = 1 }, "label smoothing is 1" },
        { TrainingPresets.Quick with { Augmentation = new(-1, false, 0) }, "crop padding is -1" },
        { TrainingPresets.Quick with { Augmentation = new(0, false, -1) }, "cutout is -1" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Values_that_make_no_sense_are_refused(TrainingSettings settings, string message) =>
        Assert.Contains(message, Assert.Throws<DartsException>(settings.Check).Message);

    [Theory]
    [InlineData("cifar10")]
    [InlineData("imagenet")]
    [InlineData("quick")]
    public void Presets_make_sense(string name) => TrainingPresets.Named(name).Check();

    [Fact]
    public void An_unknown_preset_is_answered_with_those_there_are() =>
        Assert.Contains("cifar10, imagenet, quick", Assert.Throws<DartsException>(() => TrainingPresets.Named("cifar")).Message);

    [Fact]
    public void The_originals_schedules_are_kept()
    {
        Assert.Equal(0.025, TrainingPresets.Cifar10.Schedule().At(0));
        Assert.Equal(0, TrainingPresets.Cifar10.Schedule().At(600), 12);
        Assert.Equal(0.1 * Math.Pow(0.97, 249), TrainingPresets.ImageNet.Schedule().At(249), 12);
        Assert.Equal(0.1, TrainingPresets.Cifar10.DropPathAt(300), 12);
    }
}
