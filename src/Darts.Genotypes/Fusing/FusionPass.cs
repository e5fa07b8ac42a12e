namespace Darts.Genotypes;

/// <summary>A rewrite that changes how a network is computed, and not what.</summary>
/// <param name="Name">What it does, as documents and tests call it.</param>
/// <param name="Apply">From a network to the rewritten one.</param>
public sealed record FusionPass(string Name, Func<NetworkProgram, NetworkProgram> Apply)
{
    /// <summary>A pass that rewrites each kind of cell by itself.</summary>
    /// <param name="name">What it does.</param>
    /// <param name="rewrite">From a cell's program to the rewritten one.</param>
    public static FusionPass OfCells(string name, Func<CellProgram, CellProgram> rewrite) =>
        new(name, program => program with { Normal = rewrite(program.Normal), Reduction = rewrite(program.Reduction) });
}
