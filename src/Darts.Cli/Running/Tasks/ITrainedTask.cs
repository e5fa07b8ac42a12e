using System.CommandLine;
using Darts.Cli.Commands;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Cli.Running.Tasks;

/// <summary>A kind of network that <c>darts train</c> and <c>darts test</c> know, with the options that go with it.</summary>
internal interface ITrainedTask
{
    /// <summary>What its networks are called in messages, in the plural.</summary>
    string Networks { get; }

    /// <summary>The options of <c>train</c>; one that another task has too is the same object.</summary>
    IReadOnlyList<Option> TrainingOptions { get; }

    /// <summary>The options of <c>test</c>.</summary>
    IReadOnlyList<Option> TestOptions { get; }

    /// <summary>Trains a network and shows what came of it.</summary>
    /// <exception cref="DartsException">A setting makes no sense, or the data does not fit.</exception>
    Task TrainAsync(TrainedNetwork network, StartedRun run, CommandContext context);

    /// <summary>Tests a network and shows how good it is.</summary>
    /// <exception cref="DartsException">The weights or the data do not fit.</exception>
    Task TestAsync(TrainedNetwork network, CommandContext context);
}

/// <summary>A network that a command line names.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Environment">Where data lies and tensors are computed.</param>
/// <param name="Assembly">The built project.</param>
/// <param name="Name">The network's class name.</param>
/// <param name="Device">Where.</param>
internal sealed record TrainedNetwork(ParseResult Parsed, RunEnvironment Environment, NetworkAssembly Assembly, string Name, Device Device)
{
    private const string NetworkKey = "network";

    /// <summary>The name that a run's command line remembered.</summary>
    public static string? RememberedName(StartedRun run) => run.Remembered.GetValueOrDefault(NetworkKey);

    /// <summary>What a resume finds again.</summary>
    public IReadOnlyDictionary<string, string> ToRemember() => new Dictionary<string, string>(Environment.ToRemember()) { [NetworkKey] = Name };
}
