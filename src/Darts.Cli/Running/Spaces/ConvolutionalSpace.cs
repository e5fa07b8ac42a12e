using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Search;

namespace Darts.Cli.Running.Spaces;

/// <summary>Cells of image classifiers.</summary>
internal sealed class ConvolutionalSpace : ISearchedSpace
{
    /// <summary>The word after <c>--space</c>.</summary>
    public const string SpaceName = "convolutional";

    private readonly SettingOptions<SearchSettings> _network = SearchOptions.CreateForNetwork("network-");

    /// <inheritdoc/>
    public string Name => SpaceName;

    /// <summary>How the gradient of α is approximated.</summary>
    public SettingOptions<SearchSettings> Order { get; } = SearchOptions.CreateOrder();

    /// <summary>How to search.</summary>
    public SettingOptions<SearchSettings> Settings { get; } = SearchOptions.Create();

    /// <inheritdoc/>
    public IReadOnlyList<Option> Options => [.. Order.All, .. Settings.All, .. _network.All];

    /// <inheritdoc/>
    public Func<Output, Task<SearchedData>> Plan(ParseResult parsed, StartedRun run, RunEnvironment environment)
    {
        var settings = run.Settings(parsed.GetValue(SearchOptions.Preset), SearchPresets.Named, SearchOptions.DefaultPreset);
        if (parsed.GetResult(CommonOptions.Seed) is not null)
            settings = settings with { Seed = parsed.GetValue(CommonOptions.Seed) };
        settings = settings with { Precision = CommonOptions.PrecisionOf(parsed, settings.Precision) };
        settings = _network.Apply(parsed, Settings.Apply(parsed, Order.Apply(parsed, settings)));
        settings.Check();
        return async output =>
        {
            var loaded = await environment.LoadDataAsync(output, new(Seed: settings.Seed)).ConfigureAwait(false);
            var data = loaded.Shrunk(settings.Shrink);
            return new(data.Name, Words.Data(data), (name, device) => new ImageSearch(data, settings, device, name), data, loaded);
        };
    }
}
