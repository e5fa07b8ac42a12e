using Darts.Cli.Commands;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Cli.Running;

/// <summary>One training, as <c>train</c> and <c>run</c> do it.</summary>
/// <param name="Networks">Where the network is.</param>
/// <param name="Network">Its class name.</param>
/// <param name="Settings">How to train.</param>
/// <param name="Device">Where.</param>
internal sealed record TrainingJob(NetworkAssembly Networks, string Network, TrainingSettings Settings, Device Device)
{
    /// <summary>Makes the network; its initial weights follow from the seed.</summary>
    /// <exception cref="DartsException">The project has no network of that name.</exception>
    public ImageClassifier CreateNetwork()
    {
        RandomState.Set(Settings.Seed, StreamPurpose.Initial);
        return Networks.Create(Network);
    }

    /// <summary>Trains, from the run's checkpoint if it has one, and tests.</summary>
    /// <param name="network">What <see cref="CreateNetwork"/> made.</param>
    /// <param name="data">The images.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="remember">What a resume finds again.</param>
    /// <param name="context">Shows progress; its interruption leaves a checkpoint.</param>
    public Task<TrainingResult> RunAsync(ImageClassifier network, ImageData data, string folder, IReadOnlyDictionary<string, string> remember, CommandContext context)
    {
        var trainer = new Trainer(network, data, Settings, Device);
        var run = RunFolder.ResumeOrCreate(folder, trainer.Configuration(remember));
        return ProgressView.RunAsync(context.Output, $"Training {Network}", TrainingPhase.Train, progress => trainer.Run(run, progress, context.Cancellation));
    }
}
