using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>
/// Halves the resolution without losing pixels (quark0/darts <c>FactorizedReduce</c>): half of the channels from the even pixels, half from
/// the odd ones, batch norm. [N, cIn, H, W] → [N, cOut, ⌈H/2⌉, ⌈W/2⌉].
/// </summary>
public sealed class FactorizedReduce : Layer
{
    private readonly Convolution _even;
    private readonly Convolution _odd;
    private readonly BatchNorm _norm;

    /// <summary>Makes the operation; its state is <c>conv_1</c>, <c>conv_2</c>, <c>bn</c>.</summary>
    /// <param name="cIn">Input channels.</param>
    /// <param name="cOut">Output channels; even.</param>
    /// <param name="affine">Whether batch norms learn a scale and shift.</param>
    /// <exception cref="ArgumentException"><paramref name="cOut"/> is odd.</exception>
    public FactorizedReduce(int cIn, int cOut, bool affine = true)
        : base(nameof(FactorizedReduce))
    {
        if (cOut % 2 != 0)
            throw new ArgumentException($"A factorized reduction gives an even number of channels, not {cOut}.", nameof(cOut));
        _even = Convolution.Pointwise(cIn, cOut / 2, stride: 2);
        _odd = Convolution.Pointwise(cIn, cOut / 2, stride: 2);
        _norm = new BatchNorm(cOut, affine);
        register_module("conv_1", _even);
        register_module("conv_2", _odd);
        register_module("bn", _norm);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor rectified)
    {
        long[] shape = rectified.shape;
        long height = shape[2] + (shape[2] % 2), width = shape[3] + (shape[3] % 2);
        // The original cannot reduce odd sizes. A row and a column of zeros at the end leave every even size as it is.
        using Tensor? padded = (height, width) == (shape[2], shape[3]) ? null : F.pad(rectified, (0, width - shape[3], 0, height - shape[2]));
        Tensor input = padded ?? rectified;
        using Tensor below = input.narrow(2, 1, height - 1);
        using Tensor shifted = below.narrow(3, 1, width - 1);
        using Tensor even = _even.forward(input);
        using Tensor odd = _odd.forward(shifted);
        using Tensor both = cat([even, odd], dim: 1);
        return _norm.forward(both);
    }
}
