using System.CommandLine;
using Darts.Cli.Commands;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Running.Tasks;

/// <summary>Networks that tell images apart.</summary>
internal sealed class ImageTask : ITrainedTask
{
    private const int DefaultBatchSize = 100;

    /// <inheritdoc/>
    public string Networks => "image networks";

    /// <summary>How to train.</summary>
    public SettingOptions<TrainingSettings> Settings { get; } = Options.TrainingOptions.Create();

    /// <summary>Images a step of a test.</summary>
    public Option<int> BatchSize { get; } = Number.Option(
        "--batch-size", $"images a step, without influence on the result [default: {DefaultBatchSize}]; sequences that a text is cut into [default: as in training]", 1, (int?)null);

    /// <inheritdoc/>
    public IReadOnlyList<Option> TrainingOptions => [.. Settings.All];

    /// <inheritdoc/>
    public IReadOnlyList<Option> TestOptions => [BatchSize, CommonOptions.Seed];

    /// <inheritdoc/>
    public async Task TrainAsync(TrainedNetwork network, StartedRun run, CommandContext context)
    {
        var (parsed, environment, assembly, name, device) = network;
        var settings = SettingsOf(parsed, run);
        settings.Check();
        var job = new TrainingJob(assembly, name, settings, device);
        using var classifier = job.CreateNetwork();
        using var data = await environment.LoadDataAsync(context.Output, new(NetworkFit.SizeOf(classifier.Description), settings.Seed)).ConfigureAwait(false);
        string folder = run.Folder ?? RunNames.FolderFor(parsed, name);
        context.GoOnWith = $"darts train --resume {Words.Quoted(folder)}";
        var result = await job.RunAsync(classifier, data, folder, network.ToRemember(), context).ConfigureAwait(false);
        Show(context.Output, classifier.Description, data, folder, result);
    }

    /// <inheritdoc/>
    public async Task TestAsync(TrainedNetwork network, CommandContext context)
    {
        var (parsed, environment, assembly, _, device) = network;
        var facts = TrainedWeights.FactsOf(parsed.GetRequiredValue(CommonOptions.Weights));
        using var trained = CompiledNetworks.Trained(parsed, assembly, device);
        using var classifier = trained.ForInference();
        long seed = parsed.GetResult(CommonOptions.Seed) is null ? facts?.Seed ?? 0 : parsed.GetValue(CommonOptions.Seed);
        using var data = await environment.LoadDataAsync(context.Output, new(NetworkFit.SizeOf(classifier.Description), seed)).ConfigureAwait(false);
        NetworkFit.Check(classifier.Description, data);
        var evaluator = new Evaluator(device, parsed.GetResult(BatchSize) is null ? DefaultBatchSize : parsed.GetValue(BatchSize), CommonOptions.PrecisionOf(parsed));
        var test = await ProgressView.RunAsync(
            context.Output,
            $"Testing {classifier.Description.Name}",
            TrainingPhase.Test,
            progress => evaluator.Evaluate(classifier, data.Test, facts?.Normalisation ?? data.Normalisation, data.Classes.Count, progress, context.Cancellation)).ConfigureAwait(false);
        Show(context.Output, classifier.Description, data, test);
    }

    private TrainingSettings SettingsOf(ParseResult parsed, StartedRun run)
    {
        var settings = run.Settings(parsed.GetValue(Options.TrainingOptions.Preset), TrainingPresets.Named, Options.TrainingOptions.DefaultPreset);
        settings = settings with { Precision = CommonOptions.PrecisionOf(parsed, settings.Precision) };
        return Settings.Apply(parsed, parsed.GetResult(CommonOptions.Seed) is null ? settings : settings with { Seed = parsed.GetValue(CommonOptions.Seed) });
    }

    private static void Show(Output output, NetworkDescription network, ImageData data, string folder, TrainingResult result)
    {
        output.Json(new { network = network.Name, parameters = network.Parameters, trainSeconds = result.Seconds, testAccuracy = result.Test.Accuracy, testLoss = result.Test.Loss, weights = result.WeightsFile });
        output.Table(
            ("network", network.Name),
            ("parameters", Words.Count(network.Parameters)),
            ("data", Words.Data(data)),
            ("test accuracy", Words.Accuracy(result.Test.Accuracy)),
            ("training", Words.Time(result.Seconds)),
            ("weights", result.WeightsFile),
            ("run", folder));
    }

    private static void Show(Output output, NetworkDescription network, ImageData data, Evaluation test)
    {
        output.Json(new { network = network.Name, data = data.Name, images = test.Count, testAccuracy = test.Accuracy, testLoss = test.Loss });
        output.Table(
            ("network", network.Name),
            ("data", Words.Data(data)),
            ("test accuracy", Words.Accuracy(test.Accuracy)),
            ("test loss", FormattableString.Invariant($"{test.Loss:0.0000}")));
    }
}
