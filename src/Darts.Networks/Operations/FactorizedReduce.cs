using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>
/// Halves the resolution without losing pixels (quark0/darts <c>FactorizedReduce</c>): half of the channels from the even pixels, half from
/// the odd ones, batch norm. [N, cIn, H, W] → [N, cOut, ⌈H/2⌉, ⌈W/2⌉].
/// </summary>
public sealed class FactorizedReduce : CellOperation
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
    public override FoldedOperation Fold()
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        // Of each branch, the first half of the channels comes from the even pixels and the second from the odd ones.
        (Tensor scale, Tensor shift) = _norm.ScaleAndShift();
        return new FoldedReduce(Branches, Half(_even, 0), Half(_odd, 1));

        FoldedConvolution Half(Convolution convolution, long half) => new(
            convolution.Geometry, convolution.get_parameter("weight")!.detach() * HalfOf(scale, half).reshape(-1, 1, 1, 1), HalfOf(shift, half));

        Tensor HalfOf(Tensor all, long half) => all.view(Branches, 2, -1).select(1, half).flatten().clone();
    }

    /// <inheritdoc/>
    internal override int Parts => 2;

    /// <inheritdoc/>
    internal override ChainLink[] Links(int? branch, Tensor? scale)
    {
        Tensor both = Interleaved(_even.WeightOf(branch), _odd.WeightOf(branch), branch is null ? Branches : 1, dim: 0);
        return [ChainLink.Of(depthwise: null, _even, _norm, branch, scale) with { Pointwise = both }];
    }

    /// <inheritdoc/>
    protected override Tensor ComputeByLibtorch(Tensor rectified, int? branch, Tensor? scale)
    {
        (Tensor evens, Tensor odds) = Pixels(rectified);
        using (evens)
        using (odds)
        {
            using Tensor even = branch is null ? _even.Shared(evens) : _even.Forward(evens, branch);
            using Tensor odd = branch is null ? _odd.Shared(odds) : _odd.Forward(odds, branch);
            using Tensor both = Interleaved(even, odd, branch is null ? Branches : 1);
            return _norm.Forward(both, branch, scale);
        }
    }

    /// <summary>What the two convolutions of stride 2 read: the map, and the map from its second row and column on.</summary>
    /// <param name="rectified">[N, C, H, W].</param>
    /// <returns>Views where H and W are even.</returns>
    internal static (Tensor Evens, Tensor Odds) Pixels(Tensor rectified)
    {
        long[] shape = rectified.shape;
        long height = shape[2] + (shape[2] % 2), width = shape[3] + (shape[3] % 2);
        // The original cannot reduce odd sizes. A row and a column of zeros at the end leave every even size as it is.
        Tensor evens = (height, width) == (shape[2], shape[3]) ? rectified.alias() : F.pad(rectified, (0, width - shape[3], 0, height - shape[2]));
        using Tensor below = evens.narrow(2, 1, height - 1);
        return (evens, below.narrow(3, 1, width - 1));
    }

    /// <summary>The halves of each branch side by side: [N, branches·C/2, H, W] twice → [N, branches·C, H, W], or weights likewise.</summary>
    internal static Tensor Interleaved(Tensor even, Tensor odd, int branches, int dim = 1)
    {
        if (branches == 1)
            return cat([even, odd], dim);
        Tensor[] evens = even.chunk(branches, dim), odds = odd.chunk(branches, dim);
        return cat([.. evens.Zip(odds).SelectMany(pair => (Tensor[])[pair.First, pair.Second])], dim);
    }
}
