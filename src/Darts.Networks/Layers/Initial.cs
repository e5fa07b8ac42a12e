using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Initial values of parameters: those of PyTorch's modules, drawn in the same order, so that one seed gives the same network.</summary>
internal static class Initial
{
    /// <summary>U(-1/√fanIn, 1/√fanIn): what PyTorch's convolutions and linear layers start from (<c>kaiming_uniform_</c> with a = √5).</summary>
    public static Parameter Uniform(long fanIn, params long[] shape)
    {
        double bound = Bound(fanIn);
        return Parameter(empty(shape).uniform_(-bound, bound));
    }

    /// <summary>The largest initial value of a weight of this shape, whose first dimension counts outputs.</summary>
    public static double Bound(long[] shape) => Bound(shape[1..].Aggregate(1L, (product, size) => product * size));

    private static double Bound(long fanIn) => 1 / Math.Sqrt(fanIn);

    /// <summary>All ones (a batch norm's scale).</summary>
    public static Parameter Ones(long size) => Parameter(ones(size));

    /// <summary>All zeros (a batch norm's shift).</summary>
    public static Parameter Zeros(long size) => Parameter(zeros(size));

    // A network may be built inside somebody's dispose scope; its state outlives it.
    private static Parameter Parameter(Tensor values) => (Parameter)new Parameter(values).DetachFromDisposeScope();
}
