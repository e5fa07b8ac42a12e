using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Running;
using Darts.Cli.Running.Tasks;
using Darts.Networks;

namespace Darts.Cli.Commands;

/// <summary><c>darts test</c>: how good a trained network is.</summary>
internal sealed class TestCommand : DartsCommand
{
    private readonly TrainedTasks _tasks = new();

    public TestCommand()
        : base(
            "test",
            "Measures a trained network: an image network on the test images of a data set, by accuracy and mean loss; a language model on the validation and the test text, by perplexity. Images are "
            + "normalised as in training, and where a folder of images has no test part the same ones are kept for testing.",
            "darts test --network Photos --weights runs/Photos/weights.safetensors --data ./photos",
            "darts test --network Penn --weights runs/Penn/weights.safetensors --data ./penn-treebank",
            "darts test --network DartsV2Cifar10 --weights weights.safetensors --data cifar-10-binary.tar.gz --json")
    {
        Options.Add(CommonOptions.Network);
        Options.Add(CommonOptions.Weights);
        Options.Add(CommonOptions.IgnoreExtra);
        RunEnvironment.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Options.Add(CommonOptions.NoBuild);
        foreach (var option in _tasks.All.SelectMany(task => task.TestOptions).Distinct())
            Options.Add(option);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        var environment = RunEnvironment.Of(parsed, new Dictionary<string, string>());
        var device = environment.Compute.Apply();
        // A bad file is told before a minute goes into a build.
        SafeTensorsFile.Open(parsed.GetRequiredValue(CommonOptions.Weights)).Dispose();
        var assembly = await CompiledNetworks.LoadAsync(environment.FindProject(), parsed.GetValue(CommonOptions.NoBuild), context).ConfigureAwait(false);
        var network = new TrainedNetwork(parsed, environment, assembly, parsed.GetRequiredValue(CommonOptions.Network), device);
        await _tasks.Of(network, task => task.TestOptions).TestAsync(network, context).ConfigureAwait(false);
    }
}
