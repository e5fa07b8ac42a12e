using Darts.Networks;

namespace Darts.Training;

/// <summary>How a network is trained. Presets: <see cref="TrainingPresets"/>; single values are changed with <c>with</c>.</summary>
public sealed record TrainingSettings
{
    /// <summary>How often each training image is seen.</summary>
    public required int Epochs { get; init; }

    /// <summary>Images a step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>η of the first epoch.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How η goes on from there.</summary>
    public required LearningRateDecay Decay { get; init; }

    /// <summary>What η is multiplied by after each epoch, where <see cref="Decay"/> is <see cref="LearningRateDecay.Exponential"/>.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>μ of SGD, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>λ of SGD.</summary>
    public double WeightDecay { get; init; } = 3e-4;

    /// <summary>The largest norm of all gradients together.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>The probability of drop path that the last epoch would end with; it grows linearly from 0. In [0, 1).</summary>
    public double DropPath { get; init; }

    /// <summary>The weight of the auxiliary head's loss; without effect on networks that have none.</summary>
    public double AuxiliaryWeight { get; init; } = 0.4;

    /// <summary>ε: the targets are (1 − ε)·one-hot + ε/classes during training. In [0, 1).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>What is done to training images at random.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>The type forward and backward passes compute in.</summary>
    public Precision Precision { get; init; }

    /// <summary>Where all random numbers come from.</summary>
    public long Seed { get; init; }

    /// <summary>η by epoch.</summary>
    public ILearningRateSchedule Schedule() => Decay switch
    {
        LearningRateDecay.Exponential => new StepSchedule(LearningRate, Gamma, 1),
        _ => new CosineSchedule(LearningRate, 0, Epochs),
    };

    /// <summary>The probability of drop path in <paramref name="epoch"/>: p·e/E (quark0/darts <c>train.py</c>).</summary>
    /// <param name="epoch">Counted from 0.</param>
    public double DropPathAt(int epoch) => DropPath * epoch / Epochs;

    /// <summary>Refuses values that make no sense.</summary>
    /// <exception cref="DartsException">Names the setting, its value and what is allowed.</exception>
    public void Check()
    {
        Setting.Require(Epochs >= 1, "epochs", Epochs, "at least 1");
        Setting.Require(BatchSize >= 1, "batch size", BatchSize, "at least 1");
        Setting.Require(LearningRate is > 0 and < double.PositiveInfinity, "learning rate", LearningRate, "above 0");
        Setting.Require(Gamma is > 0 and <= 1, "gamma", Gamma, "above 0 and at most 1");
        Setting.Require(Momentum is >= 0 and < 1, "momentum", Momentum, "at least 0 and below 1");
        Setting.Require(WeightDecay is >= 0 and < double.PositiveInfinity, "weight decay", WeightDecay, "at least 0");
        Setting.Require(GradientClip is > 0 and < double.PositiveInfinity, "gradient clip", GradientClip, "above 0");
        Setting.Require(DropPath is >= 0 and < 1, "drop path", DropPath, "at least 0 and below 1");
        Setting.Require(AuxiliaryWeight is >= 0 and < double.PositiveInfinity, "auxiliary weight", AuxiliaryWeight, "at least 0");
        Setting.Require(LabelSmoothing is >= 0 and < 1, "label smoothing", LabelSmoothing, "at least 0 and below 1");
        Setting.Require(Augmentation.CropPadding >= 0, "crop padding", Augmentation.CropPadding, "at least 0");
        Setting.Require(Augmentation.Cutout >= 0, "cutout", Augmentation.Cutout, "at least 0");
    }
}
