using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>Brings the map an auxiliary head reads to 2×2 pixels.</summary>
internal static class AuxiliaryPool
{
    private const int Window = 5;

    /// <summary>The original's 5×5 average pooling where it gives 2×2, adaptive pooling elsewhere. [N, C, H, W] → [N, C, 2, 2].</summary>
    /// <param name="rectified">[N, C, H, W].</param>
    /// <param name="stride">The fixed pooling's stride, pixels.</param>
    public static Tensor To2x2(Tensor rectified, int stride)
    {
        long[] shape = rectified.shape;
        return Fits(shape[2], stride) && Fits(shape[3], stride)
            ? F.avg_pool2d(rectified, Window, stride)
            : F.adaptive_avg_pool2d(rectified, 2);
    }

    private static bool Fits(long side, int stride) => side >= Window && ((side - Window) / stride) + 1 == 2;
}
