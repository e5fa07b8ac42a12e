using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The softmax of one kind's α, taken apart into scalars that the cells of that kind share.</summary>
/// <remarks>Taking it apart once, not once a cell, keeps the graph small: each scalar's gradients are summed before a single stack leads back to α.</remarks>
internal sealed class OperationWeights
{
    private readonly Tensor[] _scalars;

    private OperationWeights(Tensor[] scalars) => _scalars = scalars;

    /// <summary>The weight of an operation on an edge, a tensor without dimensions.</summary>
    /// <param name="row">The edge, a row of α.</param>
    /// <param name="column">The operation, a column of α.</param>
    public Tensor this[int row, int column] => _scalars[(row * SearchSpace.Operations.Count) + column];

    /// <summary>The weights that α, [14, 8], stands for. They live in the caller's dispose scope.</summary>
    public static OperationWeights Of(Tensor alphas) => new(alphas.softmax(-1).flatten().unbind(0));
}
