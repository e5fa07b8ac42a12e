using System.CommandLine;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Running;
using Darts.Cli.Terminal;
using Darts.Search;

namespace Darts.Cli.Commands;

/// <summary><c>darts search</c>: from images to a genotype.</summary>
internal sealed class SearchCommand : DartsCommand
{
    private const string DefaultPreset = "quick";

    private readonly Option<string> _preset = Choices.Option("--preset", $"the settings that are not given one by one [default: {DefaultPreset}]", [.. SearchPresets.All.Keys]);
    private readonly SettingOptions<SearchSettings> _settings = SearchOptions.Create();
    private readonly SettingOptions<SearchSettings> _order = SearchOptions.CreateOrder();
    private readonly SettingOptions<SearchSettings> _network = SearchOptions.CreateForNetwork("network-");

    public SearchCommand()
        : base(
            "search",
            "Searches for an architecture by gradient descent on images and writes it as a genotype file into the project that compiles it. Every epoch's genotype, metrics and checkpoints "
            + "go into the run's folder; a search that was stopped is continued by --resume.",
            "darts search --data ./photos --name Photos",
            "darts search --data cifar-10-binary.tar.gz --preset cifar10-search --order second --name Cifar --device cuda",
            "darts search --resume runs/Photos")
    {
        Options.Add(CommonOptions.Name);
        Options.Add(CommonOptions.Runs);
        Options.Add(CommonOptions.Resume);
        RunEnvironment.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Options.Add(CommonOptions.Seed);
        Options.Add(_preset);
        _order.AddTo(this);
        _settings.AddTo(this);
        _network.AddTo(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        var run = StartedRun.Of(parsed, "search");
        var environment = RunEnvironment.Of(parsed, run.Remembered);
        var settings = SettingsOf(parsed, run);
        settings.Check();
        var device = environment.Compute.Apply();
        var project = await BuiltProject.EvaluateAsync(environment.FindProject(), context.Cancellation).ConfigureAwait(false);
        using var loaded = await environment.LoadDataAsync(context.Output, new(Seed: settings.Seed)).ConfigureAwait(false);
        using var data = loaded.Shrunk(settings.Shrink);

        string folder = run.Folder ?? RunNames.FolderFor(parsed, RunNames.FromData(data.Name)), name = run.Configuration?.Part<string>("name") ?? Path.GetFileName(folder);
        string genotype = Path.Combine(project.GenotypeFolder, name + GenotypeFile.Extension);
        GenotypeFile.CheckReplaceable(genotype);
        context.GoOnWith = $"darts search --resume {Words.Quoted(folder)}";
        var result = await new SearchJob(name, settings, device).RunAsync(data, folder, environment.ToRemember(), context).ConfigureAwait(false);
        GenotypeFile.Write(genotype, result.Genotype);

        context.Output.Json(new { genotype, network = name, searchSeconds = result.Seconds });
        context.Output.Table(
            ("genotype", genotype),
            ("data", Words.Data(data)),
            ("search", Words.Time(result.Seconds)),
            ("run", folder));
    }

    private SearchSettings SettingsOf(ParseResult parsed, StartedRun run)
    {
        var settings = run.Configuration is { } started && parsed.GetResult(_preset) is null
            ? started.Part<SearchSettings>("settings")
            : SearchPresets.Named(parsed.GetValue(_preset) ?? DefaultPreset);
        if (parsed.GetResult(CommonOptions.Seed) is not null)
            settings = settings with { Seed = parsed.GetValue(CommonOptions.Seed) };
        settings = settings with { Precision = CommonOptions.PrecisionOf(parsed, settings.Precision) };
        return _network.Apply(parsed, _settings.Apply(parsed, _order.Apply(parsed, settings)));
    }
}
