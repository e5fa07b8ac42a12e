using Darts.Cli.Commands;
using Darts.Networks;
using Darts.Search;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Cli.Running.Runs;

/// <summary>A run whose settings are checked and whose data is read: what differs between the spaces.</summary>
internal abstract class PlannedRun : IDisposable
{
    /// <summary>What the data is called.</summary>
    public abstract string DataName { get; }

    /// <summary>Everything the outcome depends on but the data, for <see cref="RunFile"/>.</summary>
    /// <param name="name">The name of the run, its genotype and its network.</param>
    /// <param name="remember">What a resume wants to find again.</param>
    public abstract RunConfiguration Configuration(string name, IReadOnlyDictionary<string, string> remember);

    /// <summary>Makes the search.</summary>
    /// <param name="name">The genotype's name.</param>
    /// <param name="device">Where.</param>
    /// <exception cref="DartsException">What would be found could not be compiled for this data.</exception>
    public abstract SearchLoop Search(string name, Device device);

    /// <summary>Trains and tests what was found, from the run's checkpoint if it has one.</summary>
    /// <param name="networks">The built project.</param>
    /// <param name="name">The network's class name.</param>
    /// <param name="device">Where.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="remember">What a resume finds again.</param>
    /// <param name="context">Shows progress; its interruption leaves a checkpoint.</param>
    public abstract Task<RunOutcome> TrainAsync(
        NetworkAssembly networks, string name, Device device, string folder, IReadOnlyDictionary<string, string> remember, CommandContext context);

    /// <inheritdoc/>
    public abstract void Dispose();
}
