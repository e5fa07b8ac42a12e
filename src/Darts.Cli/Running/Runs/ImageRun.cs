using Darts.Cli.Commands;
using Darts.Cli.Running.Spaces;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Search;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Cli.Running.Runs;

/// <summary>From images to an image classifier.</summary>
/// <param name="loaded">The images as they were read; disposed with the run.</param>
/// <param name="search">How to search.</param>
/// <param name="training">How to train.</param>
internal sealed class ImageRun(ImageData loaded, SearchSettings search, TrainingSettings training) : PlannedRun
{
    private readonly ImageData _data = loaded.Shrunk(search.Shrink);

    /// <inheritdoc/>
    public override string DataName => _data.Name;

    /// <inheritdoc/>
    public override RunConfiguration Configuration(string name, IReadOnlyDictionary<string, string> remember) =>
        RunFile.Configuration(ConvolutionalSpace.SpaceName, new RunPlan<SearchSettings, TrainingSettings>(name, search, training), remember);

    /// <inheritdoc/>
    public override SearchLoop Search(string name, Device device) => new ImageSearch(_data, search, device, name);

    /// <inheritdoc/>
    public override async Task<RunOutcome> TrainAsync(
        NetworkAssembly networks, string name, Device device, string folder, IReadOnlyDictionary<string, string> remember, CommandContext context)
    {
        var job = new TrainingJob(networks, name, training, device);
        using var network = job.CreateNetwork();
        var trained = await job.RunAsync(network, _data, folder, remember, context).ConfigureAwait(false);
        return new(
            network.Description.Parameters,
            Words.Data(_data),
            trained.Seconds,
            trained.WeightsFile,
            [("test accuracy", Words.Accuracy(trained.Test.Accuracy))],
            [("testAccuracy", trained.Test.Accuracy)]);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _data.Dispose();
        loaded.Dispose();
    }
}
