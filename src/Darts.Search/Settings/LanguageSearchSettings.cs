using Darts.Networks;

namespace Darts.Search;

/// <summary>Everything the outcome of a search on language depends on, apart from the data. The values of a new one are those of quark0/darts <c>rnn/train_search.py</c>.</summary>
public sealed record LanguageSearchSettings
{
    /// <summary>The seed of everything random: initial weights and α, the lengths of sequences, dropouts.</summary>
    public long Seed { get; init; } = 3;

    /// <summary>How the gradient of α is approximated.</summary>
    public SearchOrder Order { get; init; } = SearchOrder.First;

    /// <summary>The type forward and backward passes compute in.</summary>
    public Precision Precision { get; init; }

    /// <summary>H: the width of embeddings and state of the supernet, ≥ 1.</summary>
    public int Width { get; init; } = 300;

    /// <summary>Passes over the training text, ≥ 1.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Sequences of a batch, for ω and for α, ≥ 2.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Sequences of a batch in the validation pass after each epoch, ≥ 1.</summary>
    public int EvaluationBatchSize { get; init; } = 10;

    /// <summary>Words of a sequence, ≥ 2; of one in twenty sequences half as many (the original's <c>bptt</c>).</summary>
    public int Length { get; init; } = 35;

    /// <summary>ω: the learning rate of a sequence of <see cref="Length"/> words; of a shorter one it is as much smaller.</summary>
    public double LearningRate { get; init; } = 20;

    /// <summary>ω: weight decay.</summary>
    public double WeightDecay { get; init; } = 5e-7;

    /// <summary>ω: the largest L2 norm of all gradients together; of the second order also that of the two gradients it is made of.</summary>
    public double GradientClip { get; init; } = 0.25;

    /// <summary>ω: how much the mean square of the state's steps adds to the loss (the original's <c>beta</c>).</summary>
    public double Slowness { get; init; } = 1e-3;

    /// <summary>What is dropped during training, in both levels.</summary>
    public Dropouts Dropouts { get; init; } = Dropouts.Search;

    /// <summary>α: Adam's learning rate, the same in every epoch.</summary>
    public double ArchitectureLearningRate { get; init; } = 3e-3;

    /// <summary>α: weight decay, coupled.</summary>
    public double ArchitectureWeightDecay { get; init; } = 1e-3;

    /// <summary>The width of embeddings and state of the network written into the genotype.</summary>
    public int NetworkWidth { get; init; } = 850;

    /// <summary>Checks that every value is one a search can run with.</summary>
    /// <exception cref="DartsException">One is not; the message names it and what is allowed.</exception>
    public void Check()
    {
        Setting.Require(Width >= 1, nameof(Width), Width, "at least 1");
        Setting.Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Setting.Require(BatchSize >= 2, nameof(BatchSize), BatchSize, "at least 2");
        Setting.Require(EvaluationBatchSize >= 1, nameof(EvaluationBatchSize), EvaluationBatchSize, "at least 1");
        Setting.Require(Length >= 2, nameof(Length), Length, "at least 2");
        Setting.Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
        Setting.Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "at least 0");
        Setting.Require(GradientClip > 0, nameof(GradientClip), GradientClip, "above 0");
        Setting.Require(Slowness >= 0 && double.IsFinite(Slowness), nameof(Slowness), Slowness, "at least 0");
        Setting.Require(ArchitectureLearningRate > 0 && double.IsFinite(ArchitectureLearningRate), nameof(ArchitectureLearningRate), ArchitectureLearningRate, "above 0");
        Setting.Require(ArchitectureWeightDecay >= 0 && double.IsFinite(ArchitectureWeightDecay), nameof(ArchitectureWeightDecay), ArchitectureWeightDecay, "at least 0");
        Setting.Require(NetworkWidth >= 1, nameof(NetworkWidth), NetworkWidth, "at least 1");
    }

    /// <summary>These settings, if a search can run with them.</summary>
    /// <exception cref="DartsException">It cannot.</exception>
    internal LanguageSearchSettings Checked()
    {
        Check();
        return this;
    }
}
