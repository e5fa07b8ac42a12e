namespace Darts.Genotypes;

/// <summary>What the cells of one kind compute, step by step: what passes rewrite and emitters print.</summary>
/// <param name="Cell">The cell as the genotype has it; passes leave it alone.</param>
/// <param name="Steps">In an order in which everything is computed before it is read. Each value is computed once; the last step gives the output.</param>
public sealed record CellProgram(CellGraph Cell, EquatableArray<Step> Steps)
{
    /// <summary>The value that is the cell's output.</summary>
    public int Output => Steps[Steps.Count - 1].Results.Single();

    /// <summary>A number that no value has.</summary>
    public int NextValue => Steps.SelectMany(static step => step.Results).Max() + 1;

    /// <summary>The operations of the tensor library in one forward pass.</summary>
    public int LibraryCalls => Steps.Sum(static step => step.LibraryCalls);

    /// <summary>How often a value is read.</summary>
    public int ReadersOf(int value) => Steps.Sum(step => step.Reads.Count(read => read == value));

    /// <summary>Every value's shape in a cell at its place in a network, by the value's number.</summary>
    /// <param name="place">A cell of this kind.</param>
    public IReadOnlyDictionary<int, ImageShape> ShapesIn(PlacedCell place)
    {
        ImageShape input = place.Values[0];
        var shapes = new Dictionary<int, ImageShape> { [0] = input, [1] = place.Values[1] };
        foreach (Step step in Steps)
        {
            ImageShape read = shapes[step.Reads.First()];
            ImageShape result = step switch
            {
                PoolStep { Stride: 2 } or OperationStep { Stride: 2 } or FoldedStep { Stride: 2 } => read.Halved(),
                ConcatStep => place.Output,
                _ => read,
            };
            foreach (int value in step.Results)
                shapes.Add(value, result);
        }
        return shapes;
    }

    /// <summary>The plain program: each edge by itself with a ReLU of its own, dead nodes too, as quark0/darts <c>cnn/model.py</c> computes it.</summary>
    /// <param name="cell">A cell.</param>
    public static CellProgram Plain(CellGraph cell)
    {
        var steps = new List<Step>();
        int next = cell.Nodes.Max(static node => node.Number) + 1;
        foreach (NodeGraph node in cell.Nodes)
            steps.Add(new SumStep(node.Number, node.Edges.Select(TermOf).ToEquatableArray()));
        steps.Add(new ConcatStep(next, cell.Concat));
        return new(cell, steps.ToEquatableArray());

        Term TermOf(EdgeGraph edge)
        {
            if (edge.IsIdentity)
                return new(edge.From, Edge: null);
            int read = edge.From;
            if (edge.ReadsRectified)
                steps.Add(new ReluStep(read = next++, edge.From));
            int result = next++;
            steps.Add(edge.Operation.Family is OperationFamily.MaxPool or OperationFamily.AveragePool
                ? new PoolStep(result, read, edge.Operation, edge.Stride, [edge.Index])
                : new OperationStep([new(edge.Index, result)], read, edge.Operation, edge.Stride));
            return new(result, edge.Index);
        }
    }
}
