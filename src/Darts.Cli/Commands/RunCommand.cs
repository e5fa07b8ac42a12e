using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Running;
using Darts.Search;
using Darts.Training;

namespace Darts.Cli.Commands;

/// <summary><c>darts run</c>: the whole way from images to a trained network.</summary>
internal sealed class RunCommand : DartsCommand
{
    private const string SearchPrefix = "search-";
    private const string TrainingPrefix = "train-";

    private readonly Option<string> _preset = Choices.Option(
        "--preset", $"the settings that are not given one by one: quick takes minutes, cifar10 is the paper's [default: {RunPresets.Default}]", [.. RunPresets.All.Keys]);
    private readonly SettingOptions<SearchSettings> _order = SearchOptions.CreateOrder();
    private readonly SettingOptions<SearchSettings> _network = SearchOptions.CreateForNetwork();
    private readonly Option<int> _batchSize = Number.Option("--batch-size", "images a step, of the search and of the training", 2, (int?)null);
    private readonly SettingOptions<SearchSettings> _search = SearchOptions.Create(SearchPrefix);
    private readonly SettingOptions<TrainingSettings> _training = TrainingOptions.Create(TrainingPrefix);

    public RunCommand()
        : base(
            "run",
            "Goes the whole way: searches for an architecture on images, writes its genotype into the project that compiles it, builds the project, trains the network, tests it and draws its cells. "
            + "Needs no argument: without --data it takes the small Fashion-MNIST that comes with the tool. A run that was stopped is continued by --resume.",
            "darts run",
            "darts run --data ./photos --name Photos --search-epochs 10 --train-epochs 30",
            "darts run --resume runs/Photos")
    {
        Options.Add(CommonOptions.Name);
        Options.Add(CommonOptions.Runs);
        Options.Add(CommonOptions.Resume);
        RunEnvironment.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Options.Add(CommonOptions.Seed);
        Options.Add(_preset);
        _order.AddTo(this);
        _network.AddTo(this);
        Options.Add(_batchSize);
        _search.AddTo(this);
        _training.AddTo(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string? resumed = parsed.GetValue(CommonOptions.Resume);
        var (started, remembered) = resumed is null ? (null, new Dictionary<string, string>()) : RunPlan.Read(resumed);
        var environment = RunEnvironment.Of(parsed, remembered);
        var (search, training) = SettingsOf(parsed, started);
        search.Check();
        training.Check();
        var device = environment.Compute.Apply();
        var project = environment.FindProject();
        using var loaded = await environment.LoadDataAsync(context.Output, new(Seed: search.Seed)).ConfigureAwait(false);
        using var data = loaded.Shrunk(search.Shrink);

        string folder = resumed ?? RunNames.FolderFor(parsed, RunNames.FromData(data.Name));
        var plan = new RunPlan(started?.Name ?? Path.GetFileName(folder), search, training);
        if (started is not null)
            plan.CheckSame(folder, started);
        await new Pipeline(plan, folder, environment, project, data, device, context).RunAsync(isNew: started is null).ConfigureAwait(false);
    }

    private (SearchSettings Search, TrainingSettings Training) SettingsOf(ParseResult parsed, RunPlan? started)
    {
        var (search, training) = started is not null && parsed.GetResult(_preset) is null
            ? (started.Search, started.Training)
            : RunPresets.Named(parsed.GetValue(_preset) ?? RunPresets.Default);
        if (parsed.GetResult(_batchSize) is not null)
            (search, training) = (search with { BatchSize = parsed.GetValue(_batchSize) }, training with { BatchSize = parsed.GetValue(_batchSize) });
        if (parsed.GetResult(CommonOptions.Seed) is not null)
            search = search with { Seed = parsed.GetValue(CommonOptions.Seed) };
        search = search with { Precision = CommonOptions.PrecisionOf(parsed, search.Precision) };
        training = training with { Precision = CommonOptions.PrecisionOf(parsed, training.Precision) };
        search = _search.Apply(parsed, _network.Apply(parsed, _order.Apply(parsed, search)));
        return (search, _training.Apply(parsed, training) with { Seed = search.Seed });
    }
}
