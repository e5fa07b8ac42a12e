namespace Darts.Kernels;

/// <summary>A node behind a gate.</summary>
/// <param name="Activation">What its candidate goes through.</param>
/// <param name="State">Where it is written, [B, H].</param>
/// <param name="Masked">Where it is written as products read it, [B, H]; 0 for nowhere.</param>
/// <param name="Share">Its share of the mean; 0 for none.</param>
/// <param name="IsFirst">Whether it is the first that has one: what is there is overwritten.</param>
internal readonly record struct GateNode(GateActivation Activation, nint State, nint Masked, float Share, bool IsFirst);
