using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Running;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Commands;

/// <summary><c>darts test</c>: how good a trained network is.</summary>
internal sealed class TestCommand : DartsCommand
{
    private readonly Option<int> _batchSize = Number.Option("--batch-size", "images a step; without influence on the result [default: 100]", 1, (int?)null);

    public TestCommand()
        : base(
            "test",
            "Measures a trained network on the test images of a data set: accuracy and mean loss. Images are normalised as in training, and where a folder of images has no test part "
            + "the same ones are kept for testing.",
            "darts test --network Photos --weights runs/Photos/weights.safetensors --data ./photos",
            "darts test --network DartsV2Cifar10 --weights weights.safetensors --data cifar-10-binary.tar.gz --json")
    {
        Options.Add(CommonOptions.Network);
        Options.Add(CommonOptions.Weights);
        Options.Add(CommonOptions.IgnoreExtra);
        RunEnvironment.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Options.Add(CommonOptions.NoBuild);
        Options.Add(CommonOptions.Seed);
        Options.Add(_batchSize);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        var environment = RunEnvironment.Of(parsed, new Dictionary<string, string>());
        var device = environment.Compute.Apply();
        var facts = TrainedWeights.FactsOf(parsed.GetRequiredValue(CommonOptions.Weights));
        var networks = await CompiledNetworks.LoadAsync(environment.FindProject(), parsed.GetValue(CommonOptions.NoBuild), context).ConfigureAwait(false);
        using var trained = CompiledNetworks.Trained(parsed, networks, device);
        using var network = trained.ForInference();
        long seed = parsed.GetResult(CommonOptions.Seed) is null ? facts?.Seed ?? 0 : parsed.GetValue(CommonOptions.Seed);
        using var data = await environment.LoadDataAsync(context.Output, new(NetworkFit.SizeOf(network.Description), seed)).ConfigureAwait(false);
        NetworkFit.Check(network.Description, data);
        var evaluator = new Evaluator(device, parsed.GetResult(_batchSize) is null ? 100 : parsed.GetValue(_batchSize), CommonOptions.PrecisionOf(parsed));
        var test = await ProgressView.RunAsync(
            context.Output,
            $"Testing {network.Description.Name}",
            TrainingPhase.Test,
            progress => evaluator.Evaluate(network, data.Test, facts?.Normalisation ?? data.Normalisation, data.Classes.Count, progress, context.Cancellation)).ConfigureAwait(false);
        Show(context.Output, network.Description, data, test);
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
