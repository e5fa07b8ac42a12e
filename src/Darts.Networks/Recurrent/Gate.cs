namespace Darts.Networks;

/// <summary>What a candidate goes through before a node moves towards it.</summary>
public enum Activation
{
    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>1/(1+e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>Nothing.</summary>
    Identity,
}

/// <summary>A node of a recurrent cell: s + σ(c)·(f(h) − s) of the state s that its edge reads and of what the product makes of it, c and h.</summary>
/// <param name="Node">Its number, from 1.</param>
/// <param name="Edge">Its edge's place in the genotype, which names its weights.</param>
/// <param name="Activation">f.</param>
public readonly record struct Gate(int Node, int Edge, Activation Activation);

/// <summary>The nodes that read one state: one matrix product, [B, H] × [H, n·2H].</summary>
/// <param name="From">The state they read: 0 or the number of an earlier node.</param>
/// <param name="Gates">The nodes; at least one.</param>
public sealed record GateProduct(int From, params Gate[] Gates);
