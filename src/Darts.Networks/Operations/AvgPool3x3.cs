using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>
/// The mean of 3×3 pixels, at borders of those that exist; no ReLU, no batch norm, no state. [N, C, H, W] → [N, C, ⌈H/stride⌉, ⌈W/stride⌉].
/// </summary>
/// <param name="stride">1 or 2.</param>
public sealed class AvgPool3x3(int stride) : Layer(nameof(AvgPool3x3))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor x) =>
        PoolFunction.TryCompute(x, stride, isMaximum: false) ?? F.avg_pool2d(x, 3, stride, padding: 1, count_include_pad: false);
}
