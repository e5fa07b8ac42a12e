namespace Darts.Genotypes;

/// <summary>A network with what its cells compute.</summary>
/// <param name="Graph">The network: cells placed, shapes known.</param>
/// <param name="Normal">What normal cells compute.</param>
/// <param name="Reduction">What reduction cells compute.</param>
/// <param name="RectifiesOnce">Whether the output of a stem or cell is rectified once, in place, for all that read it: the two cells that follow and the auxiliary head.</param>
public sealed record NetworkProgram(NetworkGraph Graph, CellProgram Normal, CellProgram Reduction, bool RectifiesOnce)
{
    /// <summary>The plain network: one operation for each edge, nothing shared.</summary>
    public static NetworkProgram Plain(NetworkGraph graph) => new(graph, CellProgram.Plain(graph.Normal), CellProgram.Plain(graph.Reduction), RectifiesOnce: false);

    /// <summary>What a cell of this kind computes.</summary>
    public CellProgram CellOf(CellKind kind) => kind == CellKind.Normal ? Normal : Reduction;

    /// <summary>This network after these passes.</summary>
    public NetworkProgram After(IEnumerable<FusionPass> passes) => passes.Aggregate(this, static (program, pass) => pass.Apply(program));
}
