namespace Darts.Genotypes;

/// <summary>A network compiled for inference without a tensor library: every step, every map's place, every weight's place.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Image">Where the image lies.</param>
/// <param name="Stem">The steps before the first cell.</param>
/// <param name="Before">The first cell's c_{k-2}.</param>
/// <param name="Previous">The first cell's c_{k-1}.</param>
/// <param name="Kinds">What cells compute: one entry for all cells of the same shapes.</param>
/// <param name="Cells">The cells in order.</param>
/// <param name="Classifier">Where the classifier's weights begin.</param>
/// <param name="Weights">All weights, floats.</param>
/// <param name="Arena">All maps, floats.</param>
public sealed record PlannedNetwork(
    NetworkGraph Graph,
    PlannedMap Image,
    EquatableArray<PlannedStep> Stem,
    PlannedMap Before,
    PlannedMap Previous,
    EquatableArray<PlannedCell> Kinds,
    EquatableArray<CellCall> Cells,
    int Classifier,
    int Weights,
    int Arena)
{
    /// <summary>Columns of the widest matrix.</summary>
    public int WidestInputs => Stem.Concat(Kinds.SelectMany(static kind => kind.Steps)).OfType<PlannedProduct>().Max(static step => step.Inputs);
}

/// <summary>What cells of the same shapes compute.</summary>
/// <param name="Place">One of them.</param>
/// <param name="Before">c_{k-2}, which the caller places.</param>
/// <param name="Previous">c_{k-1}, which the caller places.</param>
/// <param name="Output">c_k, which the caller places.</param>
/// <param name="Maps">The maps inside.</param>
/// <param name="Steps">By stage.</param>
/// <param name="IsLast">Whether it is the last cell, whose output nothing rectifies.</param>
public sealed record PlannedCell(
    PlacedCell Place, PlannedMap Before, PlannedMap Previous, PlannedMap Output, EquatableArray<PlannedMap> Maps, EquatableArray<PlannedStep> Steps, bool IsLast)
{
    /// <summary>All weights, floats.</summary>
    public int Weights => Steps.OfType<PlannedProduct>().Sum(static step => step.WeightsLength);
}

/// <summary>A cell at its place.</summary>
/// <param name="Index">k.</param>
/// <param name="Kind">Which of the network's kinds it is.</param>
/// <param name="Weights">Where its weights begin.</param>
/// <param name="Before">c_{k-2}.</param>
/// <param name="Previous">c_{k-1}.</param>
/// <param name="Output">c_k.</param>
public sealed record CellCall(int Index, int Kind, int Weights, PlannedMap Before, PlannedMap Previous, PlannedMap Output);
