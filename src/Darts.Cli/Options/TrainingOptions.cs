using System.CommandLine;
using Darts.Training;

namespace Darts.Cli.Options;

/// <summary>The options that override values of <see cref="TrainingSettings"/>.</summary>
internal static class TrainingOptions
{
    /// <summary>The largest value below 1, for ranges that leave 1 out.</summary>
    private const double BelowOne = 0.999999;

    /// <summary>The preset where none is named; every task has it.</summary>
    public const string DefaultPreset = "quick";

    /// <summary>The preset.</summary>
    public static Option<string> Preset { get; } = Choices.Option(
        "--preset", $"the settings that are not given one by one [default: {DefaultPreset}]", [.. TrainingPresets.All.Keys.Union(LanguageTrainingPresets.All.Keys)]);

    /// <summary>Makes the table.</summary>
    /// <param name="prefix">Put before every name.</param>
    public static SettingOptions<TrainingSettings> Create(string prefix = "") => new SettingOptions<TrainingSettings>(prefix)
        .Number<int>("epochs", "how often each training image, or the training text, is seen", 1, null, (s, v) => s with { Epochs = v })
        .Number<int>("batch-size", "images, or sequences of words, a step of training", 1, null, (s, v) => s with { BatchSize = v })
        .Number<double>("learning-rate", "SGD's learning rate in the first epoch", 0, null, (s, v) => s with { LearningRate = v })
        .Choice("decay", "how the learning rate goes down", ["cosine", "exponential"], (s, v) => s with { Decay = Enum.Parse<LearningRateDecay>(v, ignoreCase: true) })
        .Number<double>("gamma", "with exponential decay, what the learning rate is multiplied by after each epoch", 0, 1, (s, v) => s with { Gamma = v })
        .Number<double>("momentum", "SGD's momentum", 0, BelowOne, (s, v) => s with { Momentum = v })
        .Number<double>("weight-decay", "SGD's weight decay", 0, null, (s, v) => s with { WeightDecay = v })
        .Number<double>("gradient-clip", "the largest norm of all gradients together", 0, null, (s, v) => s with { GradientClip = v })
        .Number<double>("drop-path", "the probability of drop path that training ends with", 0, BelowOne, (s, v) => s with { DropPath = v })
        .Number<double>("auxiliary-weight", "the weight of the auxiliary head's loss", 0, null, (s, v) => s with { AuxiliaryWeight = v })
        .Number<double>("label-smoothing", "how much of each target is spread over all classes", 0, BelowOne, (s, v) => s with { LabelSmoothing = v })
        .Number<int>("crop-padding", "random crops after padding by this many pixels", 0, null, (s, v) => s with { Augmentation = s.Augmentation with { CropPadding = v } })
        .Choice("flip", "random horizontal flips", ["true", "false"], (s, v) => s with { Augmentation = s.Augmentation with { Flip = bool.Parse(v) } })
        .Number<int>("cutout", "the side of a random square that is blanked, pixels; 0 for none", 0, null, (s, v) => s with { Augmentation = s.Augmentation with { Cutout = v } });
}
