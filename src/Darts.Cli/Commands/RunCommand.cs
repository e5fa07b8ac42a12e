using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Running;
using Darts.Cli.Running.Runs;
using Darts.Cli.Running.Spaces;

namespace Darts.Cli.Commands;

/// <summary><c>darts run</c>: the whole way from images or a text to a trained network.</summary>
internal sealed class RunCommand : DartsCommand
{
    private readonly SpaceChoice<IRunSpace> _spaces;

    public RunCommand()
        : base(
            "run",
            "Goes the whole way: searches for an architecture on images or on a text, writes its genotype into the project that compiles it, builds the project, trains the network, tests it and draws its "
            + "cells. Needs no argument: without --data it takes the small Fashion-MNIST that comes with the tool, or two novels for recurrent cells. A run that was stopped is continued by --resume.",
            "darts run --data ./photos --name Photos --search-epochs 10 --train-epochs 30",
            "darts run --space recurrent --data ./novel --name Novel",
            "darts run --resume runs/Photos")
    {
        var images = new ImageRunSpace();
        _spaces = new("run", images, new LanguageRunSpace(images));
        _spaces.AddTo(this);
        Options.Add(CommonOptions.Name);
        Options.Add(CommonOptions.Runs);
        Options.Add(CommonOptions.Resume);
        RunEnvironment.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Options.Add(CommonOptions.Seed);
        Options.Add(RunPresets.Option);
        _spaces.AddOptionsTo(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string? resumed = parsed.GetValue(CommonOptions.Resume);
        var started = resumed is null ? null : RunFile.Read(resumed);
        var environment = RunEnvironment.Of(parsed, started?.Command ?? new Dictionary<string, string>());
        var load = _spaces.Of(parsed, resumed, started is null ? null : RunFile.SpaceOf(started)).Plan(parsed, started, environment);
        var device = environment.Compute.Apply();
        var project = environment.FindProject();
        using var run = await load(context.Output).ConfigureAwait(false);

        string folder = resumed ?? RunNames.FolderFor(parsed, RunNames.FromData(run.DataName));
        string name = started is null ? Path.GetFileName(folder) : RunFile.NameOf(started);
        if (started is not null)
            run.Configuration(name, started.Command).CheckSame(folder, started);
        await new Pipeline(name, run, folder, environment, project, device, context).RunAsync(isNew: started is null).ConfigureAwait(false);
    }
}
