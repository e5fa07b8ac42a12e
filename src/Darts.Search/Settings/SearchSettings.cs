using Darts.Networks;
using Darts.Training;

namespace Darts.Search;

/// <summary>Everything the outcome of a search depends on, apart from the data. The values of a new one are those of quark0/darts <c>cnn/train_search.py</c>.</summary>
public sealed record SearchSettings
{
    /// <summary>Fewer layers have no normal cell, so its α would never move: of three, the last two reduce.</summary>
    private const int FewestLayers = 3;

    /// <summary>The seed of everything random: initial weights and α, the split, the order and augmentation of images.</summary>
    public long Seed { get; init; } = 2;

    /// <summary>How the gradient of α is approximated.</summary>
    public SearchOrder Order { get; init; } = SearchOrder.First;

    /// <summary>The type forward and backward passes compute in.</summary>
    public Precision Precision { get; init; }

    /// <summary>C: channels of the supernet's first cell, ≥ 1.</summary>
    public int Channels { get; init; } = 16;

    /// <summary>L: cells of the supernet, ≥ 3.</summary>
    public int Layers { get; init; } = 8;

    /// <summary>Passes over the training half, ≥ 1.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Epochs at the start in which only ω learns, ≥ 0.</summary>
    public int WarmUpEpochs { get; init; }

    /// <summary>Images of a batch, for ω and for α, ≥ 2.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>ω: the learning rate of the first epoch, from which it falls as half a cosine.</summary>
    public double LearningRate { get; init; } = 0.025;

    /// <summary>ω: where the cosine would arrive after the last epoch.</summary>
    public double MinimumLearningRate { get; init; } = 0.001;

    /// <summary>ω: μ of its momentum, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>ω: weight decay.</summary>
    public double WeightDecay { get; init; } = 3e-4;

    /// <summary>ω: the largest L2 norm of all gradients together.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>α: Adam's learning rate, the same in every epoch.</summary>
    public double ArchitectureLearningRate { get; init; } = 3e-4;

    /// <summary>α: Adam's β₁, in [0, 1).</summary>
    public double ArchitectureBeta1 { get; init; } = 0.5;

    /// <summary>α: Adam's β₂, in [0, 1).</summary>
    public double ArchitectureBeta2 { get; init; } = 0.999;

    /// <summary>α: weight decay, coupled.</summary>
    public double ArchitectureWeightDecay { get; init; } = 1e-3;

    /// <summary>The share of the training images that trains ω; the rest validates α. In (0, 1).</summary>
    public double TrainPortion { get; init; } = 0.5;

    /// <summary>Whether images are shuffled before they are split. The original splits CIFAR-10 as it comes, which is in random order; of data sorted by class
    /// the halves would hold different classes.</summary>
    public bool ShuffleSplit { get; init; }

    /// <summary>n: how many times smaller than the data's own the images are, for the search and for the network it finds, ≥ 1. Whoever loads the data applies it
    /// (<see cref="ImageData.Shrunk"/>).</summary>
    public int Shrink { get; init; } = 1;

    /// <summary>Whether every epoch ends with a pass over the validation half in evaluation mode, as in the original. It changes nothing but the metrics.</summary>
    public bool ValidatesEpochs { get; init; } = true;

    /// <summary>What is done to images at random, in both halves.</summary>
    public Augmentation Augmentation { get; init; } = new(CropPadding: 4, Flip: true, Cutout: 0);

    /// <summary>C of the network written into the genotype.</summary>
    public int NetworkChannels { get; init; } = 36;

    /// <summary>L of the network written into the genotype.</summary>
    public int NetworkLayers { get; init; } = 20;

    /// <summary>Whether that network has an auxiliary head.</summary>
    public bool NetworkAuxiliary { get; init; } = true;

    /// <summary>Checks that every value is one a search can run with.</summary>
    /// <exception cref="DartsException">One is not; the message names it and what is allowed.</exception>
    public void Check()
    {
        Setting.Require(Channels >= 1, nameof(Channels), Channels, "at least 1");
        Setting.Require(Layers >= FewestLayers, nameof(Layers), Layers, $"at least {FewestLayers}: fewer leave no normal cell to search");
        Setting.Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Setting.Require(WarmUpEpochs >= 0 && WarmUpEpochs < Epochs, nameof(WarmUpEpochs), WarmUpEpochs, $"0 to {Epochs - 1}, or α would never learn");
        Setting.Require(BatchSize >= 2, nameof(BatchSize), BatchSize, "at least 2");
        Setting.Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
        Setting.Require(MinimumLearningRate >= 0 && MinimumLearningRate <= LearningRate, nameof(MinimumLearningRate), MinimumLearningRate, "0 to the learning rate");
        Setting.Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and below 1");
        Setting.Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "at least 0");
        Setting.Require(GradientClip > 0, nameof(GradientClip), GradientClip, "above 0");
        Setting.Require(ArchitectureLearningRate > 0 && double.IsFinite(ArchitectureLearningRate), nameof(ArchitectureLearningRate), ArchitectureLearningRate, "above 0");
        Setting.Require(ArchitectureBeta1 is >= 0 and < 1, nameof(ArchitectureBeta1), ArchitectureBeta1, "at least 0 and below 1");
        Setting.Require(ArchitectureBeta2 is >= 0 and < 1, nameof(ArchitectureBeta2), ArchitectureBeta2, "at least 0 and below 1");
        Setting.Require(ArchitectureWeightDecay >= 0 && double.IsFinite(ArchitectureWeightDecay), nameof(ArchitectureWeightDecay), ArchitectureWeightDecay, "at least 0");
        Setting.Require(TrainPortion is > 0 and < 1, nameof(TrainPortion), TrainPortion, "between 0 and 1, both excluded");
        Setting.Require(Shrink >= 1, nameof(Shrink), Shrink, "at least 1");
        Setting.Require(NetworkChannels >= 1, nameof(NetworkChannels), NetworkChannels, "at least 1");
        Setting.Require(NetworkLayers >= 1, nameof(NetworkLayers), NetworkLayers, "at least 1");
    }

    /// <summary>These settings, if a search can run with them.</summary>
    /// <exception cref="DartsException">It cannot.</exception>
    internal SearchSettings Checked()
    {
        Check();
        return this;
    }
}
