using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Search;

namespace Darts.Cli.Running.Spaces;

/// <summary>The cell of language models.</summary>
/// <param name="convolutional">The other space: what means the same has the same option.</param>
internal sealed class RecurrentSpace(ConvolutionalSpace convolutional) : ISearchedSpace
{
    private readonly Option<string> _order = convolutional.Order.Row<string>("order");
    private readonly SettingOptions<LanguageSearchSettings> _settings = LanguageSearchOptions.Create(convolutional.Settings);
    private readonly SettingOptions<LanguageSearchSettings> _network = LanguageSearchOptions.CreateForNetwork("network-");

    /// <inheritdoc/>
    public string Name => LanguageSearch.SpaceName;

    /// <inheritdoc/>
    public IReadOnlyList<Option> Options => [_order, .. _settings.All, .. _network.All];

    /// <inheritdoc/>
    public Func<Output, Task<SearchedData>> Plan(ParseResult parsed, StartedRun run, RunEnvironment environment)
    {
        var settings = run.Settings(parsed.GetValue(SearchOptions.Preset), LanguageSearchPresets.Named, SearchOptions.DefaultPreset);
        if (parsed.GetResult(CommonOptions.Seed) is not null)
            settings = settings with { Seed = parsed.GetValue(CommonOptions.Seed) };
        if (parsed.GetResult(_order) is not null)
            settings = settings with { Order = SearchOptions.OrderOf(parsed.GetRequiredValue(_order)) };
        settings = _network.Apply(parsed, _settings.Apply(parsed, settings with { Precision = CommonOptions.PrecisionOf(parsed, settings.Precision) }));
        settings.Check();
        return async output =>
        {
            var text = await environment.LoadTextAsync(output).ConfigureAwait(false);
            return new(text.Name, Words.Data(text), (name, device) => new LanguageSearch(text, settings, device, name), text);
        };
    }
}
