namespace Darts.Genotypes;

/// <summary>A line of the table of what follows from a difference.</summary>
/// <param name="Part">The cell or network.</param>
/// <param name="Name">What is measured.</param>
/// <param name="Measure">The numbers.</param>
internal sealed record Consequence(string Part, string Name, Measure Measure)
{
    /// <summary>Depth and skip connections of the cells that differ; parameters and multiply-adds of every network.</summary>
    public static IReadOnlyList<Consequence> Of(GenotypeDifference difference) =>
    [
        .. difference.Cells.Where(static cell => cell.Change != ChangeKind.Same).SelectMany(static cell => new Consequence[]
        {
            new(Notation.CellOf(cell.Title), "depth", cell.Depth),
            new(Notation.CellOf(cell.Title), Notation.SkipConnectionsOf(cell.Title), cell.SkipConnections),
        }),
        .. difference.Networks.SelectMany(static network => new Consequence[]
        {
            new(network.Title, "parameters", network.Parameters),
            new(network.Title, "multiply-adds", network.MultiplyAdds),
        }),
    ];
}
