using Darts.Networks;

namespace Darts.Training;

/// <summary>Settings by name.</summary>
public static class TrainingPresets
{
    /// <summary>quark0/darts <c>train.py</c> with <c>--auxiliary --cutout</c>: what the CIFAR-10 results of the paper were trained with.</summary>
    public static TrainingSettings Cifar10 { get; } = new()
    {
        Epochs = 600,
        BatchSize = 96,
        LearningRate = 0.025,
        Decay = LearningRateDecay.Cosine,
        DropPath = 0.2,
        Augmentation = new(CropPadding: 4, Flip: true, Cutout: 16),
    };

    /// <summary>quark0/darts <c>train_imagenet.py</c> with <c>--auxiliary</c>, but for the images: crops of random scale and colour jitter are not part of this library;
    /// cropping after padding by an eighth of the side takes their place.</summary>
    public static TrainingSettings ImageNet { get; } = new()
    {
        Epochs = 250,
        BatchSize = 128,
        LearningRate = 0.1,
        Decay = LearningRateDecay.Exponential,
        Gamma = 0.97,
        WeightDecay = 3e-5,
        LabelSmoothing = 0.1,
        Augmentation = new(CropPadding: 28, Flip: true, Cutout: 0),
    };

    /// <summary>A small network on small data within minutes, on a CPU.</summary>
    public static TrainingSettings Quick { get; } = new()
    {
        Epochs = 12,
        BatchSize = 32,
        LearningRate = 0.05,
        Decay = LearningRateDecay.Cosine,
        Augmentation = new(CropPadding: 1, Flip: true, Cutout: 0),
    };

    /// <summary>The presets by name.</summary>
    public static IReadOnlyDictionary<string, TrainingSettings> All { get; } =
        new Dictionary<string, TrainingSettings>(StringComparer.Ordinal) { ["cifar10"] = Cifar10, ["imagenet"] = ImageNet, ["quick"] = Quick };

    /// <summary>The preset called <paramref name="name"/>.</summary>
    /// <param name="name">A name.</param>
    /// <exception cref="DartsException">There is none of that name; the message lists those there are.</exception>
    public static TrainingSettings Named(string name) =>
        All.TryGetValue(name, out var settings) ? settings : throw new DartsException($"There is no preset '{name}' for image networks; there are {string.Join(", ", All.Keys)}.");
}
