using Darts.Genotypes;

namespace Darts.Cli.Genotypes;

/// <summary>One network of <c>darts inspect --json</c>: its property names are the keys of the document.</summary>
/// <param name="Name">The class name.</param>
/// <param name="Macro"><c>cifar</c> or <c>imagenet</c>.</param>
/// <param name="Parameters">Parameters without the auxiliary head.</param>
/// <param name="ParametersWithAuxiliary">Parameters with it.</param>
/// <param name="MultiplyAdds">Multiply-adds of one image's inference.</param>
/// <param name="Cells">The cells in order.</param>
internal sealed record NetworkReport(string Name, string Macro, long Parameters, long ParametersWithAuxiliary, long MultiplyAdds, IReadOnlyList<CellReport> Cells)
{
    /// <summary>Lowers and counts a network.</summary>
    public static NetworkReport Of(ConvolutionalGenotype genotype, ImageNetworkSpec network)
    {
        var graph = Lowering.Lower(genotype, network);
        var counts = NetworkCounts.Of(graph);
        return new(
            network.Name,
            network.Macro == ImageMacro.Cifar ? "cifar" : "imagenet",
            counts.Parameters,
            counts.ParametersWithAuxiliary,
            counts.MultiplyAdds,
            [.. graph.Cells.Select(cell => new CellReport(cell.Index, cell.Kind == CellKind.Normal ? "normal" : "reduction", [cell.Output.Channels, cell.Output.Height, cell.Output.Width]))]);
    }
}

/// <summary>One cell of a <see cref="NetworkReport"/>.</summary>
/// <param name="Index">k, from 0.</param>
/// <param name="Kind"><c>normal</c> or <c>reduction</c>.</param>
/// <param name="Output">[C, H, W].</param>
internal sealed record CellReport(int Index, string Kind, IReadOnlyList<int> Output);
