using System.CommandLine;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Exporting;
using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Cli.Commands;

/// <summary><c>darts export</c>: trained networks for other systems.</summary>
internal sealed class ExportCommand : DartsCommand
{
    private const string Onnx = "onnx";

    private readonly Argument<string> _file = new("FILE") { Description = "the genotype file of the network" };
    private readonly Option<string?> _network = new("--network") { Description = "which of the file's networks; not needed if there is one", HelpName = "NAME" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "the file to write", HelpName = "OUT", Required = true };
    private readonly Option<string> _to = Choices.Option("--to", "the target [default: the output's extension]", [Onnx]);

    public ExportCommand()
        : base(
            "export",
            "Writes a trained network for other systems. An ONNX file (opset 17) holds the network in evaluation, batch norms folded, with its weights: float32 images of shape [batch, C, H, W], normalised as in "
            + "training, to logits of shape [batch, classes]; class names and normalisation stand in its metadata. Nothing is compiled: the genotype and the weights are enough.",
            "darts export genotypes/photos.genotype.json --weights runs/Photos/weights.safetensors -o photos.onnx",
            "darts export genotypes/darts-v2.genotype.json --network DartsV2Cifar10 --weights weights.safetensors --to onnx -o model.bin --ignore-extra")
    {
        PathArgument.RefuseOptions(_file);
        Arguments.Add(_file);
        Options.Add(_network);
        Options.Add(CommonOptions.Weights);
        Options.Add(_output);
        Options.Add(_to);
        Options.Add(CommonOptions.IgnoreExtra);
    }

    /// <inheritdoc/>
    protected override bool UsesTensors => true;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string path = parsed.GetRequiredValue(_file), weights = parsed.GetRequiredValue(CommonOptions.Weights), output = parsed.GetRequiredValue(_output);
        // The one target there is, if it is meant.
        if (parsed.GetValue(_to) is null && !Path.GetExtension(output).Equals($".{Onnx}", StringComparison.OrdinalIgnoreCase))
            throw new DartsException($"The extension of '{output}' names no target: it is .{Onnx} for ONNX. Give --to, or another extension.");
        var genotype = GenotypeFile.Read(path);
        var exported = OnnxExport.Write(genotype, parsed.GetValue(_network) ?? OnlyNetwork(genotype, path), weights, output, parsed.GetValue(CommonOptions.IgnoreExtra));
        context.Output.Json(new Export(Path.GetFullPath(output), Onnx, exported.Network, exported.GenotypeHash, exported.Opset, exported.Nodes, exported.Weights, exported.Bytes));
        context.Output.Say($"{output}: {exported.Network}, {Words.Count(exported.Weights)} weights in {Words.Count(exported.Nodes)} nodes, {Words.Bytes(exported.Bytes)}");
        return Task.CompletedTask;
    }

    private static string OnlyNetwork(Genotype genotype, string path) => genotype.Networks.Count == 1
        ? genotype.Networks[0].Name
        : throw new DartsException(genotype.Networks.Count == 0
            ? $"'{path}' names no networks; add one under \"networks\"."
            : $"'{path}' names {genotype.Networks.Count} networks: choose one with --network. It has: {string.Join(", ", genotype.Networks.Select(network => network.Name))}.");
}

/// <summary>The document of <c>darts export --json</c>.</summary>
/// <param name="Output">The file.</param>
/// <param name="To">The target.</param>
/// <param name="Network">The network's class name.</param>
/// <param name="Genotype">The hash of its architecture.</param>
/// <param name="Opset">The version of the operators.</param>
/// <param name="Nodes">How many operators are applied.</param>
/// <param name="Weights">How many numbers the constants have.</param>
/// <param name="Bytes">The file's size.</param>
internal sealed record Export(string Output, string To, string Network, string Genotype, int Opset, int Nodes, long Weights, long Bytes);
