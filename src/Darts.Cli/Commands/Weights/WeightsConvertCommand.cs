using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Terminal;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Cli.Commands;

/// <summary><c>darts weights convert</c>: weights from PyTorch made ours, and back.</summary>
internal sealed class WeightsConvertCommand : DartsCommand
{
    private const string Darts = "darts", PyTorch = "pytorch";

    private readonly Argument<string> _input = new("IN") { Description = "a safetensors file" };
    private readonly Argument<string> _output = new("OUT") { Description = "the file to write" };
    private readonly Option<string> _to = Choices.Option("--to", $"whose form to write [default: {Darts}]", [Darts, PyTorch]);
    private readonly Option<string?> _network = new("--network") { Description = "a compiled network that the weights have to fit, and that the file will name", HelpName = "NAME" };

    public WeightsConvertCommand()
        : base(
            "convert",
            "Brings weights that PyTorch saved into the form of ours: takes the prefix module. off, leaves counters of batches out, and writes both names of a language model's one tensor for embedding and "
            + "decoder. With --to pytorch back: load_state_dict of the original's model takes the file. With --network the weights must fit that network of the project; the file then names it, and an "
            + "auxiliary head that it does not have is left out. In Python: save_file({k: v.clone() for k, v in model.state_dict().items()}, path), with safetensors.torch.",
            "darts weights convert pytorch.safetensors weights.safetensors",
            "darts weights convert pytorch.safetensors weights.safetensors --network DartsV2Cifar10",
            "darts weights convert runs/Photos/weights.safetensors pytorch.safetensors --to pytorch")
    {
        PathArgument.RefuseOptions(_input);
        PathArgument.RefuseOptions(_output);
        Arguments.Add(_input);
        Arguments.Add(_output);
        Options.Add(_to);
        Options.Add(_network);
        Options.Add(CommonOptions.Project);
        Options.Add(CommonOptions.NoBuild);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string input = parsed.GetRequiredValue(_input), output = parsed.GetRequiredValue(_output);
        string to = parsed.GetValue(_to) ?? Darts;
        // A bad file is told before a minute goes into a build.
        using (SafeTensorsFile.Open(input))
        {
        }

        using var network = parsed.GetValue(_network) is { } name ? await MakeAsync(parsed, context, name).ConfigureAwait(false) : null;
        var converted = to == PyTorch ? WeightsConversion.ToPyTorch(input, output, network) : WeightsConversion.ToDarts(input, output, network);
        context.Output.Json(new { output = Path.GetFullPath(output), to, network = parsed.GetValue(_network), tensors = converted.Tensors, bytes = converted.Bytes, changes = converted.Changes });
        context.Output.Say($"{output}: {Words.Number(converted.Tensors, "tensor")}, {Words.Bytes(converted.Bytes)}");
        foreach (string change in converted.Changes)
            context.Output.Say($"  {change}");
    }

    private static async Task<nn.Module> MakeAsync(ParseResult parsed, CommandContext context, string name)
    {
        var networks = await CompiledNetworks.LoadAsync(CompiledNetworks.ProjectOf(parsed), parsed.GetValue(CommonOptions.NoBuild), context).ConfigureAwait(false);
        nn.Module network = networks.IsLanguageModel(name) ? networks.CreateLanguageModel(name) : networks.Create(name);
        network.eval();
        return network;
    }
}
