using System.CommandLine;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Cli.Options;

/// <summary>Where and with how many threads tensors are computed.</summary>
internal static class Compute
{
    /// <summary>Adds the options.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(CommonOptions.Device);
        command.Options.Add(CommonOptions.Threads);
    }

    /// <summary>Takes the options into effect for this process.</summary>
    /// <returns>The device.</returns>
    /// <exception cref="DartsException">There is no such device.</exception>
    public static Device Apply(ParseResult parsed)
    {
        set_num_threads(parsed.GetResult(CommonOptions.Threads) is null ? Environment.ProcessorCount : parsed.GetValue(CommonOptions.Threads));
        return Devices.Parse(parsed.GetRequiredValue(CommonOptions.Device));
    }
}
