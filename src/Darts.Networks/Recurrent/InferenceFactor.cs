using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A weight matrix for inference. Products with few rows wait for memory: in float32 on a CPU they read a copy in 16 bits (<see cref="ShortMatrix"/>), which is off by less than 10⁻⁴.</summary>
internal sealed class InferenceFactor : IDisposable
{
    /// <summary>From so many rows on a product waits for the processor.</summary>
    private const int ManyRows = 17;

    private readonly Tensor _matrix;
    private readonly PanelMatrix _room = new();
    private readonly ShortMatrix? _short;
    private Factor? _factor;

    /// <summary>Prepares a matrix.</summary>
    /// <param name="matrix">[K, N]; may be transposed. It is disposed with this and must not change.</param>
    public InferenceFactor(Tensor matrix)
    {
        _matrix = matrix;
        if (Factor.Packs(matrix))
            _short = new ShortMatrix(CpuKernels.Address(matrix), matrix.stride(0), matrix.stride(1), (int)matrix.shape[0], (int)matrix.shape[1]);
    }

    /// <summary>left · matrix: a new tensor.</summary>
    /// <param name="left">[M, K].</param>
    public Tensor Times(Tensor left)
    {
        Tensor result = empty(left.shape[0], _matrix.shape[1], dtype: left.dtype, device: left.device);
        Multiply(left, result);
        return result;
    }

    /// <summary>result = left · matrix, or result += left · matrix.</summary>
    /// <param name="left">[M, K], each row of it contiguous.</param>
    /// <param name="result">[M, N], each row of it contiguous.</param>
    /// <param name="adds">Whether to add to what is there.</param>
    public void Multiply(Tensor left, Tensor result, bool adds = false)
    {
        if (_short is null || left.shape[0] >= ManyRows)
        {
            (_factor ??= new Factor(_matrix, _room)).Multiply(left, result, adds);
            return;
        }
        ShortProduct.Run(CpuKernels.Workers, CpuKernels.Address(left), left.stride(0), (int)left.shape[0], _short, CpuKernels.Address(result), result.stride(0), adds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _matrix.Dispose();
        _room.Dispose();
        _short?.Dispose();
    }
}
