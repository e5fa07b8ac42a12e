using Darts.Training;

namespace Darts.Cli.Options;

/// <summary>The options that override values of <see cref="LanguageTrainingSettings"/>.</summary>
internal static class LanguageTrainingOptions
{
    /// <summary>Makes the table.</summary>
    /// <param name="shared">The table of image networks: what means the same has the same option.</param>
    /// <param name="prefix">Put before every name of its own.</param>
    public static SettingOptions<LanguageTrainingSettings> Create(SettingOptions<TrainingSettings> shared, string prefix = "") => new SettingOptions<LanguageTrainingSettings>(prefix)
        .Add(shared.Row<int>("epochs"), (s, v) => s with { Epochs = v })
        .Add(shared.Row<int>("batch-size"), (s, v) => s with { BatchSize = v })
        .Add(shared.Row<double>("learning-rate"), (s, v) => s with { LearningRate = v })
        .Add(shared.Row<double>("weight-decay"), (s, v) => s with { WeightDecay = v })
        .Add(shared.Row<double>("gradient-clip"), (s, v) => s with { GradientClip = v })
        .Number<int>("length", "words of a sequence in the mean; the learning rate is that of so many", Passage.Shortest, null, (s, v) => s with { Length = v })
        .Number<int>("evaluation-batch-size", "sequences of a batch in the pass over the validation text after each epoch", 1, null, (s, v) => s with { EvaluationBatchSize = v })
        .Number<int>("test-batch-size", "sequences of a batch in the test at the end", 1, null, (s, v) => s with { TestBatchSize = v })
        .Number<double>("activation", "how much the mean square of the cell's outputs adds to the loss", 0, null, (s, v) => s with { Activation = v })
        .Number<double>("slowness", "how much the mean square of the state's steps adds to the loss", 0, null, (s, v) => s with { Slowness = v })
        .Number<int>("patience", "weights are averaged once the validation loss is above the least of those so many epochs back", 0, null, (s, v) => s with { Patience = v })
        .Dropouts(s => s.Dropouts, (s, dropouts) => s with { Dropouts = dropouts });
}
