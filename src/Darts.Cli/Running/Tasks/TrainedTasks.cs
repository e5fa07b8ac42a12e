using System.CommandLine;
using Darts.Networks;

namespace Darts.Cli.Running.Tasks;

/// <summary>The tasks there are; one of each a command.</summary>
internal sealed class TrainedTasks
{
    private readonly ImageTask _images = new();
    private readonly LanguageTask _language;

    public TrainedTasks() => _language = new LanguageTask(_images);

    /// <summary>All of them.</summary>
    public IReadOnlyList<ITrainedTask> All => [_images, _language];

    /// <summary>The task of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">The options of a task that go with the command.</param>
    /// <exception cref="DartsException">There is no such network, or an option is given that only networks of another task have.</exception>
    public ITrainedTask Of(TrainedNetwork network, Func<ITrainedTask, IReadOnlyList<Option>> options)
    {
        ITrainedTask task = network.Assembly.IsLanguageModel(network.Name) ? _language : _images;
        foreach (var other in All)
        {
            if (options(other).Except(options(task)).FirstOrDefault(option => network.Parsed.GetResult(option) is not null) is { } alien)
                throw new DartsException($"{alien.Name} is for {other.Networks}; {network.Name} is none of them.");
        }
        return task;
    }
}
