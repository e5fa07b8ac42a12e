namespace Darts.Kernels.Models;

/// <summary>A class and how likely it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its number: which of the network's outputs it is.</param>
/// <param name="Probability">In [0, 1]; those of all classes of a picture sum to 1.</param>
public readonly record struct ClassProbability(string Name, int Index, float Probability);
