using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Running;
using Darts.Cli.Running.Tasks;
using Darts.Networks;

namespace Darts.Cli.Commands;

/// <summary><c>darts train</c>: trains a compiled network.</summary>
internal sealed class TrainCommand : DartsCommand
{
    private readonly Option<string?> _network = new("--network") { Description = CommonOptions.NetworkDescription, HelpName = "NAME" };
    private readonly TrainedTasks _tasks = new();

    public TrainCommand()
        : base(
            "train",
            "Builds the project, trains one of its networks, an image network on images or a language model on a text, and tests it. Checkpoints, metrics and the weights go into the run's folder; a run "
            + "that was stopped is continued by --resume.",
            "darts train --network DartsV2Cifar10 --data cifar-10-binary.tar.gz --preset cifar10",
            "darts train --network Penn --data ./penn-treebank --preset ptb",
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
        Options.Add(TrainingOptions.Preset);
        OptionGroups.AddTo(this, [.. _tasks.All.Select(task => (task.Networks, task.TrainingOptions))]);
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
        string name = parsed.GetValue(_network) ?? TrainedNetwork.RememberedName(run) ?? throw new DartsException($"'{run.Folder}' does not say which network it trains; name it with --network.");
        var device = environment.Compute.Apply();
        var assembly = await CompiledNetworks.LoadAsync(environment.FindProject(), parsed.GetValue(CommonOptions.NoBuild), context).ConfigureAwait(false);
        var network = new TrainedNetwork(parsed, environment, assembly, name, device);
        await _tasks.Of(network, task => task.TrainingOptions).TrainAsync(network, run, context).ConfigureAwait(false);
    }
}
