namespace Darts.Genotypes;

/// <summary>What a recurrent cell computes for one word, after node 0 has mixed the word with the state before: what passes rewrite and the emitter prints.</summary>
/// <param name="Cell">The cell as the genotype has it; passes leave it alone.</param>
/// <param name="Products">In an order in which every state is there before it is read.</param>
public sealed record RecurrentProgram(Cell Cell, EquatableArray<ProductStep> Products)
{
    /// <summary>The edges that no product computes: their weights belong to the state nevertheless.</summary>
    public IEnumerable<int> UnusedEdges => Enumerable.Range(0, Cell.Edges.Count).Except(Products.SelectMany(static product => product.Gates).Select(static gate => gate.Edge));

    /// <summary>The plain program: a product for each node, dead ones too, as quark0/darts <c>rnn/model.py</c> computes it.</summary>
    /// <param name="cell">A cell.</param>
    public static RecurrentProgram Plain(Cell cell) =>
        new(cell, cell.Edges.Select(static (edge, index) => new ProductStep(edge.From, [new(edge.Node, index, edge.Operation)])).ToEquatableArray());

    /// <summary>This cell after these passes.</summary>
    public RecurrentProgram After(IEnumerable<RecurrentPass> passes) => passes.Aggregate(this, static (program, pass) => pass.Apply(program));
}

/// <summary>A matrix product of a state, and the nodes that are made of it.</summary>
/// <param name="From">The state: 0 or an earlier node.</param>
/// <param name="Gates">The nodes; at least one.</param>
public sealed record ProductStep(int From, EquatableArray<GateStep> Gates);

/// <summary>A node: moves from the state its product reads towards a candidate, as far as a gate is open.</summary>
/// <param name="Node">Its number.</param>
/// <param name="Edge">Its edge's place in the genotype, which names its weights: <c>_Ws.{Edge}</c>.</param>
/// <param name="Operation">What the candidate goes through.</param>
public sealed record GateStep(int Node, int Edge, Operation Operation);
