namespace Darts.Kernels;

/// <summary>Where a cell computes a word: pointers as numbers, rows are sequences of the batch.</summary>
/// <param name="Rows">B.</param>
/// <param name="Nodes">The nodes' states, [nodes, B, H].</param>
/// <param name="Next">The cell's output, [B, H].</param>
internal readonly record struct NodeStates(int Rows, nint Nodes, nint Next);
