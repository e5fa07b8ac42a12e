using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Exporting;

namespace Darts.Cli.Commands.Export;

/// <summary><c>darts export --to onnx</c>: a file for ONNX runtimes.</summary>
internal sealed class OnnxTarget() : ExportTarget("onnx", ".onnx")
{
    private readonly Option<bool> _preprocessing = new("--preprocessing") { Description = "the graph takes pixels, uint8, and normalises them as in training" };

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options => [ExportOptions.Weights, CommonOptions.IgnoreExtra, _preprocessing];

    /// <inheritdoc/>
    public override bool UsesTensors => true;

    /// <inheritdoc/>
    public override void Write(ExportRequest request, CommandContext context)
    {
        string weights = ExportOptions.WeightsOf(request.Parsed, Word), output = request.Output;
        var exported = OnnxExport.Write(request.Genotype, request.Network, weights, output, request.Parsed.GetValue(CommonOptions.IgnoreExtra), request.Parsed.GetValue(_preprocessing));
        context.Output.Json(new Exported(Path.GetFullPath(output), Word, exported.Network, exported.GenotypeHash, exported.Opset, exported.Nodes, exported.Weights, exported.Bytes));
        context.Output.Say($"{output}: {exported.Network}, {Words.Count(exported.Weights)} weights in {Words.Count(exported.Nodes)} nodes, {Words.Bytes(exported.Bytes)}");
    }

    /// <summary>The document of <c>--json</c>.</summary>
    /// <param name="Output">The file.</param>
    /// <param name="To">The target.</param>
    /// <param name="Network">The network's class name.</param>
    /// <param name="Genotype">The hash of its architecture.</param>
    /// <param name="Opset">The version of the operators.</param>
    /// <param name="Nodes">How many operators are applied.</param>
    /// <param name="Weights">How many numbers the constants have.</param>
    /// <param name="Bytes">The file's size.</param>
    private sealed record Exported(string Output, string To, string Network, string Genotype, int Opset, int Nodes, long Weights, long Bytes);
}
