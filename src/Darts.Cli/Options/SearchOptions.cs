using System.CommandLine;
using Darts.Search;

namespace Darts.Cli.Options;

/// <summary>The options that override values of <see cref="SearchSettings"/>.</summary>
internal static class SearchOptions
{
    /// <summary>The largest value below 1, for ranges that leave 1 out.</summary>
    public const double BelowOne = 0.999999;

    /// <summary>The preset where none is named; every space has it.</summary>
    public const string DefaultPreset = "quick";

    /// <summary>The preset.</summary>
    public static Option<string> Preset { get; } = Choices.Option(
        "--preset", $"the settings that are not given one by one [default: {DefaultPreset}]", [.. SearchPresets.All.Keys.Union(LanguageSearchPresets.All.Keys)]);

    /// <summary>Makes the table of how to search.</summary>
    /// <param name="prefix">Put before every name.</param>
    public static SettingOptions<SearchSettings> Create(string prefix = "") => new SettingOptions<SearchSettings>(prefix)
        .Number<int>("epochs", "passes of the search over its training half, or its training text", 1, null, (s, v) => s with { Epochs = v })
        .Number<int>("warm-up-epochs", "epochs at the start in which the architecture stays as it is", 0, null, (s, v) => s with { WarmUpEpochs = v })
        .Number<int>("channels", "channels of the supernet's first cell", 1, null, (s, v) => s with { Channels = v })
        .Number<int>("layers", "cells of the supernet", 3, null, (s, v) => s with { Layers = v })
        .Number<int>("batch-size", "images, or sequences of words, a step of the search", 2, null, (s, v) => s with { BatchSize = v })
        .Number<double>("learning-rate", "the weights' learning rate in the first epoch", 0, null, (s, v) => s with { LearningRate = v })
        .Number<double>("minimum-learning-rate", "where the weights' learning rate arrives", 0, null, (s, v) => s with { MinimumLearningRate = v })
        .Number<double>("momentum", "the weights' momentum", 0, BelowOne, (s, v) => s with { Momentum = v })
        .Number<double>("weight-decay", "the weights' decay", 0, null, (s, v) => s with { WeightDecay = v })
        .Number<double>("gradient-clip", "the largest norm of the weights' gradients together", 0, null, (s, v) => s with { GradientClip = v })
        .Number<double>("architecture-learning-rate", "the architecture's learning rate (Adam)", 0, null, (s, v) => s with { ArchitectureLearningRate = v })
        .Number<double>("architecture-weight-decay", "the architecture's weight decay", 0, null, (s, v) => s with { ArchitectureWeightDecay = v })
        .Number<double>("train-portion", "the share of the training images that trains weights; the rest trains the architecture", 0, BelowOne, (s, v) => s with { TrainPortion = v })
        .Number<int>("shrink", "how many times smaller images are made, for the search and for the network it finds", 1, null, (s, v) => s with { Shrink = v })
        .Number<int>("crop-padding", "random crops after padding by this many pixels", 0, null, (s, v) => s with { Augmentation = s.Augmentation with { CropPadding = v } })
        .Choice("flip", "random horizontal flips", ["true", "false"], (s, v) => s with { Augmentation = s.Augmentation with { Flip = bool.Parse(v) } })
        .Number<int>("cutout", "the side of a random square that is blanked, pixels; 0 for none", 0, null, (s, v) => s with { Augmentation = s.Augmentation with { Cutout = v } });

    /// <summary>Makes the table of what is searched for; the same names in every command.</summary>
    /// <param name="prefix">Put before channels and layers where those of the supernet have these names.</param>
    public static SettingOptions<SearchSettings> CreateForNetwork(string prefix = "") => new SettingOptions<SearchSettings>(prefix)
        .Number<int>("channels", "channels of the first cell of the network that is written into the genotype", 1, null, (s, v) => s with { NetworkChannels = v })
        .Number<int>("layers", "cells of that network", 1, null, (s, v) => s with { NetworkLayers = v })
        .Choice("auxiliary", "whether that network has an auxiliary head", ["true", "false"], (s, v) => s with { NetworkAuxiliary = bool.Parse(v) });

    /// <summary>Makes the option that chooses how the architecture's gradient is approximated.</summary>
    public static SettingOptions<SearchSettings> CreateOrder() => new SettingOptions<SearchSettings>()
        .Choice("order", "how the architecture's gradient is approximated; second costs three times as much", ["first", "second"],
            (s, v) => s with { Order = OrderOf(v) });

    /// <summary>The order of a word that the option has let through.</summary>
    public static SearchOrder OrderOf(string word) => Enum.Parse<SearchOrder>(word, ignoreCase: true);
}
