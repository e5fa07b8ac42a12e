using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Optimisation;

public sealed class PrecisionTests
{
    [Theory]
    [InlineData(SearchOrder.First)]
    [InlineData(SearchOrder.Second)]
    public void Steps_in_bf16_stay_near_those_in_fp32_and_leave_weights_in_float32(SearchOrder order)
    {
        double[] exact = Losses(order, Precision.Fp32), rounded = Losses(order, Precision.Bf16);
        foreach (var (expected, actual) in exact.Zip(rounded))
            Assert.InRange(actual, expected - (0.05 * expected), expected + (0.05 * expected));
        Assert.NotEqual(exact, rounded);
    }

    /// <summary>The losses of a few steps of both levels.</summary>
    private static double[] Losses(SearchOrder order, Precision precision)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var supernet = new Supernet(channels: 4, layers: 3, classes: 3, inputChannels: 1);
        using var alphas = ConvolutionalArchitecture.Initialise(1, CPU);
        var problem = new ImageProblem(supernet, alphas) { Precision = precision };
        using var sgd = new MomentumSgd(problem.Weights, 0.9, 3e-4, 0.025);
        using var adam = new Adam(alphas.Named, 3e-4, 0.5, 0.999, 1e-3);
        Architect<Batch> architect = order == SearchOrder.First ? new FirstOrderArchitect<Batch>(problem, adam) : new SecondOrderArchitect<Batch>(problem, adam, sgd);
        Batch train = NewBatch(), validation = NewBatch();
        var losses = new List<double>();
        for (int step = 0; step < 3; step++)
        {
            losses.Add(architect.Step(train, validation).Loss.item<float>());
            problem.ZeroGradients();
            var outcome = problem.Backward(train, Gradients.Weights);
            Assert.Equal(float32, outcome.Output.dtype);
            losses.Add(outcome.Loss.item<float>());
            GradientClip.Apply(problem.Weights, 5);
            sgd.Step();
            Assert.False(Autocast.IsOn(CPU));
        }

        Assert.All(supernet.state_dict(), entry => Assert.Equal(float32, entry.Value.dtype));
        Assert.All(supernet.state_dict(), entry => Assert.True(entry.Value.isfinite().all().item<bool>(), entry.Key));
        return [.. losses];
    }

    private static Batch NewBatch() => new(0, randn(8, 1, 8, 8), randint(0, 3, [8], dtype: int64));
}
