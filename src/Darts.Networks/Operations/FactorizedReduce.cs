using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>
/// Halves the resolution without losing pixels (quark0/darts <c>FactorizedReduce</c>): half of the channels from the even pixels, half from
/// the odd ones, batch norm. [N, cIn, H, W] → [N, cOut, ⌈H/2⌉, ⌈W/2⌉].
/// </summary>
public sealed class FactorizedReduce : Operation
{
    private readonly Convolution _even;
    private readonly Convolution _odd;
    private readonly BatchNorm _norm;

    /// <summary>Makes the operation; its state is <c>conv_1</c>, <c>conv_2</c>, <c>bn</c>.</summary>
    /// <param name="cIn">Input channels.</param>
    /// <param name="cOut">Output channels; even.</param>
    /// <param name="affine">Whether batch norms learn a scale and shift.</param>
    /// <param name="branches">How many edges it computes.</param>
    /// <exception cref="ArgumentException"><paramref name="cOut"/> is odd.</exception>
    public FactorizedReduce(int cIn, int cOut, bool affine = true, int branches = 1)
        : base(nameof(FactorizedReduce), branches)
    {
        if (cOut % 2 != 0)
            throw new ArgumentException($"A factorized reduction gives an even number of channels, not {cOut}.", nameof(cOut));
        _even = Convolution.Pointwise(cIn, cOut / 2, stride: 2, branches);
        _odd = Convolution.Pointwise(cIn, cOut / 2, stride: 2, branches);
        _norm = new BatchNorm(cOut, affine, branches);
        register_module("conv_1", _even);
        register_module("conv_2", _odd);
        register_module("bn", _norm);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor rectified, int? branch, Tensor? scale)
    {
        long[] shape = rectified.shape;
        long height = shape[2] + (shape[2] % 2), width = shape[3] + (shape[3] % 2);
        // The original cannot reduce odd sizes. A row and a column of zeros at the end leave every even size as it is.
        using Tensor? padded = (height, width) == (shape[2], shape[3]) ? null : F.pad(rectified, (0, width - shape[3], 0, height - shape[2]));
        Tensor input = padded ?? rectified;
        using Tensor below = input.narrow(2, 1, height - 1);
        using Tensor shifted = below.narrow(3, 1, width - 1);
        using Tensor even = branch is null ? _even.Shared(input) : _even.Forward(input, branch);
        using Tensor odd = branch is null ? _odd.Shared(shifted) : _odd.Forward(shifted, branch);
        using Tensor both = Interleaved(even, odd, branch is null ? Branches : 1);
        return _norm.Forward(both, branch, scale);
    }

    /// <summary>The halves of each branch side by side: [N, branches·C/2, H, W] twice → [N, branches·C, H, W].</summary>
    private static Tensor Interleaved(Tensor even, Tensor odd, int branches)
    {
        if (branches == 1)
            return cat([even, odd], dim: 1);
        long[] shape = even.shape;
        long[] split = [shape[0], branches, shape[1] / branches, shape[2], shape[3]];
        using Tensor evens = even.view(split);
        using Tensor odds = odd.view(split);
        using Tensor both = cat([evens, odds], dim: 2);
        return both.view(shape[0], 2 * shape[1], shape[2], shape[3]);
    }
}
