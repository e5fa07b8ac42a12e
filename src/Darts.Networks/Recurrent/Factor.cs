using Darts.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The right-hand matrix of products: as libtorch takes it, or packed for Darts.Kernels, which multiplies few rows by it several times as fast.</summary>
internal readonly struct Factor
{
    private readonly Tensor _matrix;
    private readonly PanelMatrix? _panels;

    /// <summary>Packs a matrix where the kernels compute.</summary>
    /// <param name="matrix">[K, N], or a view of a part or transposed; it must not change while this is in use.</param>
    /// <param name="room">Where to pack it.</param>
    public Factor(Tensor matrix, PanelMatrix room)
    {
        _matrix = matrix;
        if (!Packs(matrix))
            return;
        _panels = room;
        room.Pack(CpuKernels.Workers, CpuKernels.Address(matrix), matrix.stride(0), matrix.stride(1), (int)matrix.shape[0], (int)matrix.shape[1]);
    }

    /// <summary>Whether the kernels compute products with such a matrix.</summary>
    public static bool Packs(Tensor matrix) =>
        CpuKernels.Enabled && matrix.dtype == ScalarType.Float32 && matrix.device_type == DeviceType.CPU && NativeTensors.Instance is not null;

    /// <summary>left · matrix: a new tensor.</summary>
    /// <param name="left">[M, K]; may be transposed.</param>
    public Tensor Times(Tensor left)
    {
        Tensor result = empty(left.shape[0], _matrix.shape[1], dtype: left.dtype, device: left.device);
        Multiply(left, result);
        return result;
    }

    /// <summary>result = left · matrix, or result += left · matrix.</summary>
    /// <param name="left">[M, K]; may be transposed.</param>
    /// <param name="result">[M, N], each row of it contiguous.</param>
    /// <param name="adds">Whether to add to what is there.</param>
    public void Multiply(Tensor left, Tensor result, bool adds = false)
    {
        if (_panels is null)
        {
            result.addmm_(left, _matrix, adds ? 1 : 0, 1);
            return;
        }
        PanelProduct.Run(
            CpuKernels.Workers, CpuKernels.Address(left), left.stride(0), left.stride(1), (int)left.shape[0], _panels, CpuKernels.Address(result), result.stride(0), adds);
    }

    /// <summary>The same into panels; only where the kernels compute.</summary>
    /// <param name="left">[M, K], contiguous.</param>
    /// <param name="result">Gets [M, N].</param>
    public void MultiplyIntoPanels(Tensor left, PanelMatrix result) => PanelProduct.Run(CpuKernels.Workers, CpuKernels.Address(left), left.stride(0), (int)left.shape[0], _panels!, result);

    /// <summary>The same of columns of a matrix that is packed itself; only where the kernels compute.</summary>
    /// <param name="left">Its columns from <paramref name="panel"/>'s first on, [M, K].</param>
    /// <param name="panel">Which panel of it is the first.</param>
    /// <param name="result">[M, N], contiguous.</param>
    /// <param name="adds">Whether to add to what is there.</param>
    public void MultiplyPanels(PanelMatrix left, int panel, Tensor result, bool adds) =>
        PanelProduct.Run(CpuKernels.Workers, left, panel, _panels!, CpuKernels.Address(result), adds);
}
