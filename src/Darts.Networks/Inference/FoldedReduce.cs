using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The inference form of <see cref="FactorizedReduce"/>.</summary>
internal sealed class FoldedReduce : FoldedOperation
{
    private readonly FoldedConvolution _even;
    private readonly FoldedConvolution _odd;

    public FoldedReduce(int branches, FoldedConvolution even, FoldedConvolution odd)
        : base(nameof(FoldedReduce), branches)
    {
        (_even, _odd) = (even, odd);
        register_module("even", even);
        register_module("odd", odd);
    }

    private protected override Tensor Compute(Tensor rectified, int? branch)
    {
        (Tensor evens, Tensor odds) = FactorizedReduce.Pixels(rectified);
        using (evens)
        using (odds)
        {
            using Tensor even = branch is null ? _even.Shared(evens) : _even.Forward(evens, branch);
            using Tensor odd = branch is null ? _odd.Shared(odds) : _odd.Forward(odds, branch);
            return FactorizedReduce.Interleaved(even, odd, branch is null ? Branches : 1);
        }
    }
}
