namespace Darts.Search;

/// <summary>Calls of libtorch that compute something. Views (narrow, chunk, view, expand) move no numbers and are not counted.</summary>
/// <param name="Convolutions">Convolutions and the linear layer.</param>
/// <param name="BatchNorms">Batch norms.</param>
/// <param name="Rectifications">ReLUs.</param>
/// <param name="Pools">Pools, the global one included.</param>
/// <param name="Weightings">What multiplies by the softmax of α, and the softmax.</param>
/// <param name="Sums">Additions, most of them in place.</param>
/// <param name="Copies">Concatenations, repetitions and zeros.</param>
public readonly record struct OperationCount(int Convolutions, int BatchNorms, int Rectifications, int Pools, int Weightings, int Sums, int Copies)
{
    /// <summary>All of them.</summary>
    public int Total => Convolutions + BatchNorms + Rectifications + Pools + Weightings + Sums + Copies;

    /// <summary>Both.</summary>
    public static OperationCount operator +(OperationCount left, OperationCount right) => new(
        left.Convolutions + right.Convolutions,
        left.BatchNorms + right.BatchNorms,
        left.Rectifications + right.Rectifications,
        left.Pools + right.Pools,
        left.Weightings + right.Weightings,
        left.Sums + right.Sums,
        left.Copies + right.Copies);
}
