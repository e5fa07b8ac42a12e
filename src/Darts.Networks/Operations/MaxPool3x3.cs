using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>Max pooling over 3×3 pixels; no ReLU, no batch norm, no state. [N, C, H, W] → [N, C, ⌈H/stride⌉, ⌈W/stride⌉].</summary>
/// <param name="stride">1 or 2.</param>
public sealed class MaxPool3x3(int stride) : Layer(nameof(MaxPool3x3))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => PoolFunction.TryCompute(x, stride, isMaximum: true) ?? F.max_pool2d(x, 3, stride, padding: 1);
}
