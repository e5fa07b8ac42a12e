using Darts.Networks;

namespace Darts.Training;

/// <summary>How a language model is trained. The values of a new one are those of quark0/darts <c>rnn/train.py</c>, for Penn Treebank.</summary>
public sealed record LanguageTrainingSettings
{
    /// <summary>The seed of everything random: initial weights, the lengths of passages, dropouts.</summary>
    public long Seed { get; init; } = 1267;

    /// <summary>The type forward and backward passes compute in.</summary>
    public Precision Precision { get; init; }

    /// <summary>Passes over the training text, ≥ 1. The original's 8,000 mean: until it no longer gets better.</summary>
    public int Epochs { get; init; } = 8000;

    /// <summary>Sequences of a batch, ≥ 1.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Sequences of a batch in the validation pass after each epoch, ≥ 1.</summary>
    public int EvaluationBatchSize { get; init; } = 10;

    /// <summary>Sequences of a batch in the test at the end, ≥ 1.</summary>
    public int TestBatchSize { get; init; } = 1;

    /// <summary>Words of a sequence in the mean, ≥ 5; of one in twenty sequences half as many (the original's <c>bptt</c>).</summary>
    public int Length { get; init; } = 35;

    /// <summary>η of a sequence of <see cref="Length"/> words; of a shorter or longer one it is as much smaller or larger.</summary>
    public double LearningRate { get; init; } = 20;

    /// <summary>λ of SGD.</summary>
    public double WeightDecay { get; init; } = 8e-7;

    /// <summary>The largest norm of all gradients together.</summary>
    public double GradientClip { get; init; } = 0.25;

    /// <summary>How much the mean square of the outputs that the decoder reads adds to the loss (the original's <c>alpha</c>).</summary>
    public double Activation { get; init; }

    /// <summary>How much the mean square of the state's steps adds to the loss (<c>beta</c>).</summary>
    public double Slowness { get; init; } = 1e-3;

    /// <summary>What is dropped during training.</summary>
    public Dropouts Dropouts { get; init; } = Dropouts.PennTreebank;

    /// <summary>n: averaging begins when the validation loss is above the least one of those that lie at least so many epochs back, ≥ 0 (<c>nonmono</c>).</summary>
    public int Patience { get; init; } = 5;

    /// <summary>Refuses values that make no sense.</summary>
    /// <exception cref="DartsException">Names the setting, its value and what is allowed.</exception>
    public void Check()
    {
        Setting.Require(Epochs >= 1, "epochs", Epochs, "at least 1");
        Setting.Require(BatchSize >= 1, "batch size", BatchSize, "at least 1");
        Setting.Require(EvaluationBatchSize >= 1, "evaluation batch size", EvaluationBatchSize, "at least 1");
        Setting.Require(TestBatchSize >= 1, "test batch size", TestBatchSize, "at least 1");
        Setting.Require(Length >= Passage.Shortest, "length", Length, FormattableString.Invariant($"at least {Passage.Shortest}"));
        Setting.Require(LearningRate is > 0 and < double.PositiveInfinity, "learning rate", LearningRate, "above 0");
        Setting.Require(WeightDecay is >= 0 and < double.PositiveInfinity, "weight decay", WeightDecay, "at least 0");
        Setting.Require(GradientClip is > 0 and < double.PositiveInfinity, "gradient clip", GradientClip, "above 0");
        Setting.Require(Activation is >= 0 and < double.PositiveInfinity, "activation regularisation", Activation, "at least 0");
        Setting.Require(Slowness is >= 0 and < double.PositiveInfinity, "slowness", Slowness, "at least 0");
        Setting.Require(Patience >= 0, "patience", Patience, "at least 0");
    }
}
