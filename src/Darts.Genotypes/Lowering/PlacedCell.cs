namespace Darts.Genotypes;

/// <summary>A cell at its place in a network.</summary>
/// <param name="Index">k, from 0; names its weights: <c>cells.{Index}</c>.</param>
/// <param name="Kind">Which of the two cell graphs it computes.</param>
/// <param name="Channels">The channels of every value inside the cell.</param>
/// <param name="Before">The output of cell k-2 (or of the stem).</param>
/// <param name="Previous">The output of cell k-1 (or of the stem).</param>
/// <param name="PreviousReduced">Whether <paramref name="Previous"/> has half the resolution of <paramref name="Before"/>,
/// so that the cell's first input is brought to it by a factorized reduction instead of a pointwise convolution.</param>
/// <param name="Values">The shape of every value inside, by number: the two preprocessed inputs, then the nodes
/// (and the numbers that the genotype leaves out).</param>
/// <param name="Output">The shape of the concatenation.</param>
public sealed record PlacedCell(
    int Index,
    CellKind Kind,
    int Channels,
    ImageShape Before,
    ImageShape Previous,
    bool PreviousReduced,
    EquatableArray<ImageShape> Values,
    ImageShape Output)
{
    /// <summary>How the first input, cell k-2's output, gets the cell's shape.</summary>
    public PreprocessKind Preprocess0 => PreviousReduced ? PreprocessKind.FactorizedReduce : PreprocessKind.Pointwise;

    /// <summary>How the second input, cell k-1's output, gets the cell's shape: always by a pointwise convolution.</summary>
    public PreprocessKind Preprocess1 => PreprocessKind.Pointwise;
}

/// <summary>How an input of a cell gets the cell's channels and resolution.</summary>
public enum PreprocessKind
{
    /// <summary>ReLU, 1×1 convolution, batch norm.</summary>
    Pointwise,

    /// <summary>ReLU, two 1×1 convolutions of stride 2, one pixel apart, batch norm: halves the resolution.</summary>
    FactorizedReduce,
}
