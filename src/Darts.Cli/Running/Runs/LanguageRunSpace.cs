using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Search;
using Darts.Training;

namespace Darts.Cli.Running.Runs;

/// <summary>From a text to a language model, with the options that say how.</summary>
/// <param name="images">The other space: what means the same has the same option.</param>
internal sealed class LanguageRunSpace(ImageRunSpace images) : IRunSpace
{
    private readonly Option<string> _order = images.Order.Row<string>("order");
    private readonly SettingOptions<LanguageSearchSettings> _network = LanguageSearchOptions.CreateForNetwork();
    private readonly SettingOptions<LanguageSearchSettings> _search = LanguageSearchOptions.Create(images.Search, ImageRunSpace.SearchPrefix);
    private readonly SettingOptions<LanguageTrainingSettings> _training = LanguageTrainingOptions.Create(images.Training, ImageRunSpace.TrainingPrefix);

    /// <inheritdoc/>
    public string Name => LanguageSearch.SpaceName;

    /// <inheritdoc/>
    public IReadOnlyList<Option> Options => [_order, .. _network.All, images.BatchSize, .. _search.All, .. _training.All];

    /// <inheritdoc/>
    public Func<Output, Task<PlannedRun>> Plan(ParseResult parsed, RunConfiguration? started, RunEnvironment environment)
    {
        var (_, search, training) = RunPresets.Plan(parsed, started, RunPresets.Texts, Name);
        if (parsed.GetResult(images.BatchSize) is not null)
            (search, training) = (search with { BatchSize = parsed.GetValue(images.BatchSize) }, training with { BatchSize = parsed.GetValue(images.BatchSize) });
        if (parsed.GetResult(CommonOptions.Seed) is not null)
            search = search with { Seed = parsed.GetValue(CommonOptions.Seed) };
        if (parsed.GetResult(_order) is not null)
            search = search with { Order = SearchOptions.OrderOf(parsed.GetRequiredValue(_order)) };
        search = _search.Apply(parsed, _network.Apply(parsed, search with { Precision = CommonOptions.PrecisionOf(parsed, search.Precision) }));
        training = _training.Apply(parsed, training with { Precision = CommonOptions.PrecisionOf(parsed, training.Precision) }) with { Seed = search.Seed };
        search.Check();
        training.Check();
        return async output => new LanguageRun(await environment.LoadTextAsync(output).ConfigureAwait(false), search, training);
    }
}
