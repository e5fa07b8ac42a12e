using Darts.Cli.Commands;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Cli.Running;

/// <summary>One training of a language model, as <c>train</c> does it.</summary>
/// <param name="Networks">Where the model is.</param>
/// <param name="Network">Its class name.</param>
/// <param name="Settings">How to train.</param>
/// <param name="Device">Where.</param>
internal sealed record LanguageTrainingJob(NetworkAssembly Networks, string Network, LanguageTrainingSettings Settings, Device Device)
{
    /// <summary>Makes the model; its initial weights follow from the seed.</summary>
    /// <exception cref="DartsException">The project has no language model of that name.</exception>
    public LanguageModel CreateNetwork()
    {
        RandomState.Set(Settings.Seed, StreamPurpose.Initial);
        return Networks.CreateLanguageModel(Network);
    }

    /// <summary>Trains, from the run's checkpoint if it has one, and tests.</summary>
    /// <param name="model">What <see cref="CreateNetwork"/> made.</param>
    /// <param name="corpus">The text.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="remember">What a resume finds again.</param>
    /// <param name="context">Shows progress; its interruption leaves a checkpoint.</param>
    public Task<LanguageTrainingResult> RunAsync(LanguageModel model, TextCorpus corpus, string folder, IReadOnlyDictionary<string, string> remember, CommandContext context)
    {
        var trainer = new LanguageTrainer(model, corpus, Settings, Device);
        var run = RunFolder.ResumeOrCreate(folder, trainer.Configuration(remember));
        return ProgressView.RunAsync(context.Output, $"Training {Network}", TrainingPhase.Train, progress => trainer.Run(run, progress, new Notices(), context.Cancellation));
    }

    /// <summary>Tells at once, in order.</summary>
    private sealed class Notices : IProgress<string>
    {
        public void Report(string value) => Output.Warn(value);
    }
}
