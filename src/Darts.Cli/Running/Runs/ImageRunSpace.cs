using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Running.Spaces;
using Darts.Cli.Terminal;
using Darts.Search;
using Darts.Training;

namespace Darts.Cli.Running.Runs;

/// <summary>From images to an image classifier, with the options that say how.</summary>
internal sealed class ImageRunSpace : IRunSpace
{
    /// <summary>Before the name of an option of the search.</summary>
    public const string SearchPrefix = "search-";

    /// <summary>Before the name of an option of the training.</summary>
    public const string TrainingPrefix = "train-";

    private readonly SettingOptions<SearchSettings> _network = SearchOptions.CreateForNetwork();

    /// <inheritdoc/>
    public string Name => ConvolutionalSpace.SpaceName;

    /// <summary>How the gradient of α is approximated.</summary>
    public SettingOptions<SearchSettings> Order { get; } = SearchOptions.CreateOrder();

    /// <summary>The batch size of both search and training.</summary>
    public Option<int> BatchSize { get; } = Number.Option("--batch-size", "images, or sequences of words, a step, of the search and of the training", 2, (int?)null);

    /// <summary>How to search.</summary>
    public SettingOptions<SearchSettings> Search { get; } = SearchOptions.Create(SearchPrefix);

    /// <summary>How to train.</summary>
    public SettingOptions<TrainingSettings> Training { get; } = TrainingOptions.Create(TrainingPrefix);

    /// <inheritdoc/>
    public IReadOnlyList<Option> Options => [.. Order.All, .. _network.All, BatchSize, .. Search.All, .. Training.All];

    /// <inheritdoc/>
    public Func<Output, Task<PlannedRun>> Plan(ParseResult parsed, RunConfiguration? started, RunEnvironment environment)
    {
        var (_, search, training) = RunPresets.Plan(parsed, started, RunPresets.Images, Name);
        if (parsed.GetResult(BatchSize) is not null)
            (search, training) = (search with { BatchSize = parsed.GetValue(BatchSize) }, training with { BatchSize = parsed.GetValue(BatchSize) });
        if (parsed.GetResult(CommonOptions.Seed) is not null)
            search = search with { Seed = parsed.GetValue(CommonOptions.Seed) };
        search = search with { Precision = CommonOptions.PrecisionOf(parsed, search.Precision) };
        search = Search.Apply(parsed, _network.Apply(parsed, Order.Apply(parsed, search)));
        training = Training.Apply(parsed, training with { Precision = CommonOptions.PrecisionOf(parsed, training.Precision) }) with { Seed = search.Seed };
        search.Check();
        training.Check();
        return async output => new ImageRun(await environment.LoadDataAsync(output, new(Seed: search.Seed)).ConfigureAwait(false), search, training);
    }
}
