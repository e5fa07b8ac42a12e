using System.CommandLine;
using Darts.Cli.Running;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Cli.Options;

/// <summary>Where and with how many threads tensors are computed.</summary>
/// <param name="DeviceName"><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
/// <param name="Threads">CPU threads.</param>
internal sealed record Compute(string DeviceName, int Threads)
{
    /// <summary>What is used where nothing is said.</summary>
    public static Compute Default { get; } = new("auto", Environment.ProcessorCount);

    /// <summary>Adds the options.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(CommonOptions.Device);
        command.Options.Add(CommonOptions.Threads);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="otherwise">What holds where an option is not given.</param>
    public static Compute Of(ParseResult parsed, Compute otherwise) => new(
        parsed.GetValue(CommonOptions.Device) ?? otherwise.DeviceName,
        parsed.GetResult(CommonOptions.Threads) is null ? otherwise.Threads : parsed.GetValue(CommonOptions.Threads));

    /// <summary>Takes both into effect for this process.</summary>
    /// <exception cref="DartsException">There is no such device.</exception>
    public Device Apply()
    {
        FreedMemory.Keep();
        set_num_threads(Threads);
        return Devices.Parse(DeviceName);
    }
}
