using System.CommandLine;

namespace Darts.Cli.Commands;

/// <summary><c>darts weights</c>: what is in weights files, and their way to and from PyTorch.</summary>
internal sealed class WeightsCommand : Command
{
    public WeightsCommand()
        : base("weights", "Shows, compares and converts weights files (safetensors).")
    {
        Subcommands.Add(new WeightsInspectCommand());
        Subcommands.Add(new WeightsDiffCommand());
        Subcommands.Add(new WeightsConvertCommand());
    }
}
