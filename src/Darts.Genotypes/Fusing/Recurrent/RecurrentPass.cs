namespace Darts.Genotypes;

/// <summary>A rewrite that changes how a recurrent cell is computed, and not what.</summary>
/// <param name="Name">What it does, as documents and tests call it.</param>
/// <param name="Apply">From a cell to the rewritten one.</param>
public sealed record RecurrentPass(string Name, Func<RecurrentProgram, RecurrentProgram> Apply);
