using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Running;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Commands;

/// <summary><c>darts train</c>: trains a compiled network.</summary>
internal sealed class TrainCommand : DartsCommand
{
    private const string NetworkKey = "network";
    private const string DefaultPreset = "quick";

    private readonly Option<string?> _network = new("--network") { Description = CommonOptions.NetworkDescription, HelpName = "NAME" };
    private readonly Option<string> _preset = Choices.Option("--preset", $"the settings that are not given one by one [default: {DefaultPreset}]", [.. TrainingPresets.All.Keys]);
    private readonly SettingOptions<TrainingSettings> _settings = TrainingOptions.Create();

    public TrainCommand()
        : base(
            "train",
            "Builds the project, trains one of its networks, and tests it. Checkpoints, metrics and the weights go into the run's folder; a run that was stopped is continued by --resume.",
            "darts train --network DartsV2Cifar10 --data cifar-10-binary.tar.gz --preset cifar10",
            "darts train --network Photos --data ./photos --epochs 30 --learning-rate 0.02",
            "darts train --resume runs/DartsV2Cifar10")
    {
        Options.Add(_network);
        Options.Add(CommonOptions.Name);
        Options.Add(CommonOptions.Runs);
        Options.Add(CommonOptions.Resume);
        RunEnvironment.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Options.Add(CommonOptions.NoBuild);
        Options.Add(CommonOptions.Seed);
        Options.Add(_preset);
        _settings.AddTo(this);
        Validators.Add(line =>
        {
            if (line.GetResult(_network) is null && line.GetResult(CommonOptions.Resume) is null)
                line.AddError("Give the network to train by --network, or a run to continue by --resume.");
        });
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        var run = StartedRun.Of(parsed, "train");
        var environment = RunEnvironment.Of(parsed, run.Remembered);
        var settings = SettingsOf(parsed, run);
        settings.Check();
        string name = parsed.GetValue(_network) ?? run.Remembered.GetValueOrDefault(NetworkKey) ?? throw new DartsException($"'{run.Folder}' does not say which network it trains; name it with --network.");
        var device = environment.Compute.Apply();

        var networks = await CompiledNetworks.LoadAsync(environment.FindProject(), parsed.GetValue(CommonOptions.NoBuild), context).ConfigureAwait(false);
        var job = new TrainingJob(networks, name, settings, device);
        using var network = job.CreateNetwork();
        using var data = await environment.LoadDataAsync(context.Output, new(NetworkFit.SizeOf(network.Description), settings.Seed)).ConfigureAwait(false);
        string folder = run.Folder ?? RunNames.FolderFor(parsed, name);
        context.GoOnWith = $"darts train --resume {Words.Quoted(folder)}";
        var result = await job.RunAsync(network, data, folder, new Dictionary<string, string>(environment.ToRemember()) { [NetworkKey] = name }, context).ConfigureAwait(false);
        Show(context, network.Description, data, folder, result);
    }

    private TrainingSettings SettingsOf(ParseResult parsed, StartedRun run)
    {
        var settings = run.Configuration is { } started && parsed.GetResult(_preset) is null
            ? started.Part<TrainingSettings>("settings")
            : TrainingPresets.Named(parsed.GetValue(_preset) ?? DefaultPreset);
        settings = settings with { Precision = CommonOptions.PrecisionOf(parsed, settings.Precision) };
        return _settings.Apply(parsed, parsed.GetResult(CommonOptions.Seed) is null ? settings : settings with { Seed = parsed.GetValue(CommonOptions.Seed) });
    }

    private static void Show(CommandContext context, NetworkDescription network, ImageData data, string folder, TrainingResult result)
    {
        context.Output.Json(new { network = network.Name, parameters = network.Parameters, trainSeconds = result.Seconds, testAccuracy = result.Test.Accuracy, testLoss = result.Test.Loss, weights = result.WeightsFile });
        context.Output.Table(
            ("network", network.Name),
            ("parameters", Words.Count(network.Parameters)),
            ("data", Words.Data(data)),
            ("test accuracy", Words.Accuracy(result.Test.Accuracy)),
            ("training", Words.Time(result.Seconds)),
            ("weights", result.WeightsFile),
            ("run", folder));
    }
}
