namespace Darts.Genotypes;

/// <summary>A network with what its cells compute.</summary>
/// <param name="Graph">The network: cells placed, shapes known.</param>
/// <param name="Normal">What normal cells compute.</param>
/// <param name="Reduction">What reduction cells compute.</param>
/// <param name="RectifiesOnce">Whether the output of a stem or cell is rectified once, in place, for all that read it: the two cells that follow and the auxiliary head.</param>
/// <param name="IsFolded">Whether batch norms are part of the convolutions before them.</param>
public sealed record NetworkProgram(NetworkGraph Graph, CellProgram Normal, CellProgram Reduction, bool RectifiesOnce, bool IsFolded = false)
{
    /// <summary>The operations of the tensor library in one forward pass in evaluation, from the images to the logits.</summary>
    public int LibraryCalls
    {
        get
        {
            // A convolution and its batch norm; a factorized reduction has two convolutions and concatenates them.
            int convolution = IsFolded ? 1 : 2, reduction = convolution + 2;
            // The ImageNet stems are three convolutions with a ReLU inside.
            int stem = Graph.Stem.Macro == ImageMacro.Cifar ? convolution : (3 * convolution) + 1;
            int outputs = Graph.Stem.Macro == ImageMacro.Cifar ? 1 : 2;
            // Each output but the last is rectified; or each of a cell's two inputs is, by the cell, and the second stem's by the stem.
            int relus = RectifiesOnce ? outputs + Graph.Cells.Count - 1 : (2 * Graph.Cells.Count) + outputs - 1;
            int preprocessing = Graph.Cells.Sum(cell => (cell.PreviousReduced ? reduction : convolution) + convolution);
            const int PoolAndClassifier = 2;
            return stem + relus + preprocessing + Graph.Cells.Sum(cell => CellOf(cell.Kind).LibraryCalls) + PoolAndClassifier;
        }
    }

    /// <summary>The plain network: one operation for each edge, nothing shared.</summary>
    public static NetworkProgram Plain(NetworkGraph graph) => new(graph, CellProgram.Plain(graph.Normal), CellProgram.Plain(graph.Reduction), RectifiesOnce: false);

    /// <summary>What a cell of this kind computes.</summary>
    public CellProgram CellOf(CellKind kind) => kind == CellKind.Normal ? Normal : Reduction;

    /// <summary>This network after these passes.</summary>
    public NetworkProgram After(IEnumerable<FusionPass> passes) => passes.Aggregate(this, static (program, pass) => pass.Apply(program));
}
