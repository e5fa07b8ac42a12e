namespace Darts.Cli.Genotypes;

/// <summary>One network of <c>darts inspect --json</c>: its property names are the keys of the document.</summary>
/// <param name="Name">The class name.</param>
/// <param name="Macro"><c>cifar</c>, <c>imagenet</c> or <c>language</c>.</param>
/// <param name="Parameters">Parameters without the auxiliary head.</param>
/// <param name="ParametersWithAuxiliary">Parameters with it.</param>
/// <param name="MultiplyAdds">Multiply-adds of one image's or word's inference.</param>
/// <param name="Batch">The batch size that bytes are counted for.</param>
/// <param name="ActivationBytes">What a training step keeps for its backward pass.</param>
/// <param name="Cells">The cells in order; of a language model the nodes of its cell.</param>
/// <param name="Operations">The same costs by operation; what is outside of cells, too.</param>
internal sealed record NetworkReport(
    string Name, string Macro, long Parameters, long ParametersWithAuxiliary, long MultiplyAdds, int Batch, long ActivationBytes,
    IReadOnlyList<CellReport> Cells, IReadOnlyList<OperationReport> Operations)
{
    /// <summary>The report of a network.</summary>
    public static NetworkReport Of(InspectedNetwork network) => new(
        network.Spec.Name,
        network.Macro,
        network.Parameters,
        network.Breakdown.Parameters,
        network.MultiplyAdds,
        network.Batch,
        network.Bytes(network.Breakdown.Activations),
        [.. network.Breakdown.Parts.Where(part => part.Index is not null)
            .Select(part => new CellReport(part.Index!.Value, part.Name, [.. part.Output], part.Parameters, part.MultiplyAdds, network.Bytes(part.Activations)))],
        [.. network.Breakdown.Operations
            .Select(one => new OperationReport(one.Name, one.Count, one.Parameters, one.MultiplyAdds, network.Bytes(one.Activations)))]);
}

/// <summary>One cell of a <see cref="NetworkReport"/>.</summary>
/// <param name="Index">k, from 0; of a language model the node.</param>
/// <param name="Kind"><c>normal</c> or <c>reduction</c>; of a language model <c>input</c> or the node's operation.</param>
/// <param name="Output">[C, H, W], or [H].</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="MultiplyAdds">Its multiply-adds.</param>
/// <param name="ActivationBytes">What it keeps for the backward pass.</param>
internal sealed record CellReport(int Index, string Kind, IReadOnlyList<int> Output, long Parameters, long MultiplyAdds, long ActivationBytes);

/// <summary>One operation of a <see cref="NetworkReport"/>.</summary>
/// <param name="Name">The operation, or what else a network has: <c>stem</c>, <c>preprocessing</c>, <c>classifier</c>…</param>
/// <param name="Count">How often it is there.</param>
/// <param name="Parameters">Parameters of all of them.</param>
/// <param name="MultiplyAdds">Multiply-adds of all of them.</param>
/// <param name="ActivationBytes">What all of them keep for the backward pass.</param>
internal sealed record OperationReport(string Name, int Count, long Parameters, long MultiplyAdds, long ActivationBytes);
