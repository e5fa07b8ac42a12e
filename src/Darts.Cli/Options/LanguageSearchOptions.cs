using Darts.Search;

namespace Darts.Cli.Options;

/// <summary>The options that override values of <see cref="LanguageSearchSettings"/>.</summary>
internal static class LanguageSearchOptions
{
    /// <summary>Makes the table of how to search.</summary>
    /// <param name="shared">The table of the other space: what means the same has the same option.</param>
    /// <param name="prefix">Put before every name of its own.</param>
    public static SettingOptions<LanguageSearchSettings> Create(SettingOptions<SearchSettings> shared, string prefix = "") => new SettingOptions<LanguageSearchSettings>(prefix)
        .Add(shared.Row<int>("epochs"), (s, v) => s with { Epochs = v })
        .Add(shared.Row<int>("batch-size"), (s, v) => s with { BatchSize = v })
        .Add(shared.Row<double>("learning-rate"), (s, v) => s with { LearningRate = v })
        .Add(shared.Row<double>("weight-decay"), (s, v) => s with { WeightDecay = v })
        .Add(shared.Row<double>("gradient-clip"), (s, v) => s with { GradientClip = v })
        .Add(shared.Row<double>("architecture-learning-rate"), (s, v) => s with { ArchitectureLearningRate = v })
        .Add(shared.Row<double>("architecture-weight-decay"), (s, v) => s with { ArchitectureWeightDecay = v })
        .Number<int>("width", "the width of the supernet's embeddings and state", 1, null, (s, v) => s with { Width = v })
        .Number<int>("length", "words of a sequence", 2, null, (s, v) => s with { Length = v })
        .Number<int>("evaluation-batch-size", "sequences of a batch in the pass over the validation text after each epoch", 1, null, (s, v) => s with { EvaluationBatchSize = v })
        .Number<double>("slowness", "how much the mean square of the state's steps adds to the weights' loss", 0, null, (s, v) => s with { Slowness = v })
        .Dropouts(s => s.Dropouts, (s, dropouts) => s with { Dropouts = dropouts });

    /// <summary>Makes the table of what is searched for.</summary>
    /// <param name="prefix">Put before the name where the supernet's width has it.</param>
    public static SettingOptions<LanguageSearchSettings> CreateForNetwork(string prefix = "") => new SettingOptions<LanguageSearchSettings>(prefix)
        .Number<int>("width", "the width of the network that is written into the genotype", 1, null, (s, v) => s with { NetworkWidth = v });
}
