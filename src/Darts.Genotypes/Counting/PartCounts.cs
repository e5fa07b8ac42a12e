namespace Darts.Genotypes;

/// <summary>What one part of a network costs.</summary>
/// <param name="Name">What it is: stem, normal, reduction, auxiliary head, classifier; of a language model embedding, input, an operation's name, decoder.</param>
/// <param name="Index">The cell's place from 0, or the recurrent cell's node; null outside of cells.</param>
/// <param name="Output">The shape of what it puts out: [C, H, W] of one image, [H] of one word.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="MultiplyAdds">Multiply-adds of one image or word, as <see cref="NetworkCounts"/> counts them.</param>
/// <param name="Activations">Numbers that the backward pass needs, of one image or one sequence of words; see <see cref="NetworkBreakdown"/>.</param>
public sealed record PartCounts(string Name, int? Index, EquatableArray<int> Output, long Parameters, long MultiplyAdds, long Activations);

/// <summary>What all uses of one operation cost together.</summary>
/// <param name="Name">The operation, or what else there is: stem, preprocessing, auxiliary head, classifier.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="MultiplyAdds">Multiply-adds of one image or word.</param>
/// <param name="Activations">Numbers that the backward pass needs.</param>
public sealed record OperationCounts(string Name, int Count, long Parameters, long MultiplyAdds, long Activations);
