using Darts.Networks;
using Darts.Training;

namespace Darts.Search;

/// <summary>Settings with a name.</summary>
public static class SearchPresets
{
    /// <summary>The original's search on CIFAR-10: <c>cifar10-search</c>.</summary>
    public static SearchSettings Cifar10 { get; } = new();

    /// <summary>A search of minutes on two CPU cores, for small images: <c>quick</c>. Images are halved:
    /// a step costs a quarter. α learns faster than in the original, because it takes far fewer steps.</summary>
    public static SearchSettings Quick { get; } = new()
    {
        Channels = 8,
        Layers = 3,
        Epochs = 2,
        Shrink = 2,
        ArchitectureLearningRate = 3e-3,
        ShuffleSplit = true,
        ValidatesEpochs = false,
        Augmentation = new Augmentation(CropPadding: 1, Flip: true, Cutout: 0),
        NetworkChannels = 16,
        NetworkLayers = 5,
        NetworkAuxiliary = false,
    };

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, SearchSettings> All { get; } = new Dictionary<string, SearchSettings>(StringComparer.Ordinal)
    {
        ["cifar10-search"] = Cifar10,
        ["quick"] = Quick,
    };

    /// <summary>The settings of this name.</summary>
    /// <param name="name">A key of <see cref="All"/>.</param>
    /// <exception cref="DartsException">There is none; the message lists those there are.</exception>
    public static SearchSettings Named(string name) => All.TryGetValue(name, out var settings)
        ? settings
        : throw new DartsException($"There is no preset '{name}' for convolutional cells; there are {string.Join(", ", All.Keys.Order(StringComparer.Ordinal))}.");
}
