using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Search.Tests.Support;

/// <summary>The search network as it is written down: one module an edge and operation, nothing shared, <c>none</c> computed. Slow: the oracle of tests and the
/// peer in benchmarks. What the graph does not keep is freed as soon as it is in Python.</summary>
/// <param name="state">Parameters and running statistics by state-dict name; the latter are changed in training mode.</param>
/// <param name="layers">L.</param>
/// <param name="training">Whether batch norms use the batch's statistics.</param>
public sealed class PlainSupernet(IReadOnlyDictionary<string, Tensor> state, int layers, bool training)
{
    /// <summary>The logits, [N, classes].</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="alphasNormal">α of the normal cells, [14, 8].</param>
    /// <param name="alphasReduce">α of the reduction cells, [14, 8].</param>
    public Tensor Forward(Tensor images, Tensor alphasNormal, Tensor alphasReduce)
    {
        using var scope = NewDisposeScope();
        var s0 = Norm("stem.1", Convolve("stem.0", images, padding: 1));
        var s1 = s0;
        bool previousReduced = false;
        for (int k = 0; k < layers; k++)
        {
            bool reduction = k == layers / 3 || k == 2 * layers / 3;
            (s0, s1) = (s1, Cell($"cells.{k}", s0, s1, (reduction ? alphasReduce : alphasNormal).softmax(-1), reduction, previousReduced));
            previousReduced = reduction;
        }

        return scope.MoveToOuter(F.linear(F.adaptive_avg_pool2d(s1, 1).flatten(1), state["classifier.weight"], state["classifier.bias"]));
    }

    private Tensor Cell(string name, Tensor s0, Tensor s1, Tensor weights, bool reduction, bool previousReduced)
    {
        using var scope = NewDisposeScope();
        s0 = previousReduced ? FactorizedReduce(name + ".preprocess0", s0) : ReluConvBn(name + ".preprocess0.op", s0);
        s1 = ReluConvBn(name + ".preprocess1.op", s1);
        var states = new List<Tensor> { s0, s1 };
        int row = 0;
        for (int node = 0; node < 4; node++)
        {
            var sum = zeros(1, s0.dtype, s0.device);
            for (int from = 0; from < node + 2; from++, row++)
                sum += MixedOp($"{name}._ops.{row}._ops", states[from], weights[row], reduction && from < 2 ? 2 : 1);
            states.Add(sum);
        }

        return scope.MoveToOuter(cat(states[2..], 1));
    }

    private Tensor MixedOp(string name, Tensor x, Tensor weights, int stride)
    {
        using var scope = NewDisposeScope();
        var sum = Weighted(weights[0], () => Zero(x, stride));
        sum = Plus(sum, Weighted(weights[1], () => Norm(name + ".1.1", F.max_pool2d(x, 3, stride, 1))));
        sum = Plus(sum, Weighted(weights[2], () => Norm(name + ".2.1", F.avg_pool2d(x, 3, stride, 1, count_include_pad: false))));
        sum = Plus(sum, Weighted(weights[3], () => stride == 1 ? x.alias() : FactorizedReduce(name + ".3", x)));
        sum = Plus(sum, Weighted(weights[4], () => SepConv(name + ".4.op", x, stride)));
        sum = Plus(sum, Weighted(weights[5], () => SepConv(name + ".5.op", x, stride)));
        sum = Plus(sum, Weighted(weights[6], () => DilConv(name + ".6.op", x, stride)));
        return scope.MoveToOuter(Plus(sum, Weighted(weights[7], () => DilConv(name + ".7.op", x, stride))));
    }

    private static Tensor Weighted(Tensor weight, Func<Tensor> operation)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(weight * operation());
    }

    private static Tensor Plus(Tensor sum, Tensor term)
    {
        var both = sum + term;
        sum.Dispose();
        term.Dispose();
        return both;
    }

    private static Tensor Zero(Tensor x, int stride) => stride == 1 ? x * 0 : x[.., .., Every(stride), Every(stride)] * 0;

    private static TensorIndex Every(int stride) => TensorIndex.Slice(null, null, stride);

    private Tensor ReluConvBn(string name, Tensor x) => Norm(name + ".2", Convolve(name + ".1", x.relu()));

    private Tensor FactorizedReduce(string name, Tensor x)
    {
        var padded = F.pad(x.relu(), [0, x.shape[3] % 2, 0, x.shape[2] % 2]);
        var odd = padded[.., .., TensorIndex.Slice(1), TensorIndex.Slice(1)];
        return Norm(name + ".bn", cat([Convolve(name + ".conv_1", padded, stride: 2), Convolve(name + ".conv_2", odd, stride: 2)], 1));
    }

    private Tensor SepConv(string name, Tensor x, int stride)
    {
        long padding = state[name + ".1.weight"].shape[2] / 2;
        using var middle = Norm(name + ".3", Convolve(name + ".2", Convolve(name + ".1", x.relu(), stride, padding)));
        return Norm(name + ".7", Convolve(name + ".6", Convolve(name + ".5", middle.relu(), 1, padding)));
    }

    private Tensor DilConv(string name, Tensor x, int stride)
    {
        long padding = state[name + ".1.weight"].shape[2] - 1;
        return Norm(name + ".3", Convolve(name + ".2", Convolve(name + ".1", x.relu(), stride, padding, dilation: 2)));
    }

    /// <summary>Depthwise where the weight says so: one input channel of several.</summary>
    private Tensor Convolve(string name, Tensor x, long stride = 1, long padding = 0, long dilation = 1)
    {
        var weight = state[name + ".weight"];
        return F.conv2d(x, weight, null, [stride, stride], [padding, padding], [dilation, dilation], x.shape[1] / weight.shape[1]);
    }

    private Tensor Norm(string name, Tensor x) => F.batch_norm(
        x, state[name + ".running_mean"], state[name + ".running_var"], state.GetValueOrDefault(name + ".weight"), state.GetValueOrDefault(name + ".bias"),
        training, 0.1, 1e-5);
}
