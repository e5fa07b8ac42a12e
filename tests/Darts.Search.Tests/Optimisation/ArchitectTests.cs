using Darts.Networks.Tests;
using Darts.Search.Tests.Support;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Optimisation;

[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class ArchitectTests
{
    /// <summary>Some entries of α: row, column.</summary>
    private static readonly (int Row, int Column)[] Entries = [(0, 0), (4, 2), (13, 4), (3, 7)];

    [Fact]
    public void The_first_order_gradient_is_the_slope_of_the_validation_loss()
    {
        using var scope = NewDisposeScope();
        using var tiny = new TinyProblem(seed: 3);
        using var still = Still(tiny);
        new FirstOrderArchitect<Batch>(tiny.Problem, still).Step(tiny.Train, tiny.Validation);
        var gradient = Gradient(tiny);
        var slope = Slope(tiny, () => tiny.Loss(tiny.Validation));
        Assert.True(Distance(gradient, slope) < 1e-6 * Norm(slope));
    }

    [Fact]
    public void The_second_order_gradient_is_the_slope_of_the_validation_loss_after_a_step_of_the_weights()
    {
        using var scope = NewDisposeScope();
        using var tiny = new TinyProblem(seed: 5);
        using var still = Still(tiny);
        tiny.StepWeights();
        new SecondOrderArchitect<Batch>(tiny.Problem, still, tiny.WeightOptimizer) { PerturbationRadius = 1e-6 }.Step(tiny.Train, tiny.Validation);
        var gradient = Gradient(tiny);
        var momentum = tiny.WeightOptimizer.SaveState().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var weights = tiny.Problem.Weights.Select(weight => weight.Parameter.detach().clone()).ToArray();
        var slope = Slope(tiny, LossAfterStep);
        Assert.True(Distance(gradient, slope) < 1e-4 * Norm(slope));

        double LossAfterStep()
        {
            tiny.StepWeights();
            double loss = tiny.Loss(tiny.Validation);
            tiny.WeightOptimizer.LoadState(momentum);
            using var noGradients = no_grad();
            for (int index = 0; index < weights.Length; index++)
                tiny.Problem.Weights[index].Parameter.copy_(weights[index]);
            return loss;
        }
    }

    [Theory]
    [InlineData(SearchOrder.First)]
    [InlineData(SearchOrder.Second)]
    public void A_step_of_alpha_leaves_the_weights_bit_for_bit_as_they_were(SearchOrder order)
    {
        using var scope = NewDisposeScope();
        using var tiny = new TinyProblem(seed: 7);
        tiny.StepWeights();
        var before = tiny.Snapshot(IsWeight);
        var momentum = tiny.WeightOptimizer.SaveState().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var architect = NewArchitect(tiny, order);
        architect.Step(tiny.Train, tiny.Validation).Dispose();
        Assert.Equal(before, tiny.Snapshot(IsWeight));
        foreach (var (name, tensor) in tiny.WeightOptimizer.SaveState())
            Differences.AssertSame(momentum[name], tensor, name);
        Assert.All(tiny.Problem.Weights, weight => Assert.Null(weight.Parameter.grad));
    }

    [Fact]
    public void A_second_order_step_moves_running_statistics_by_three_training_passes()
    {
        using var scope = NewDisposeScope();
        using var tiny = new TinyProblem(seed: 9);
        new SecondOrderArchitect<Batch>(tiny.Problem, tiny.ArchitectureOptimizer, tiny.WeightOptimizer).Step(tiny.Train, tiny.Validation).Dispose();
        var mean = tiny.Supernet.state_dict()["stem.1.running_mean"];

        // The stem's statistics depend on its own weights only. A tenth of the way to the batch's mean three times, twice of them a little aside.
        var stem = nn.functional.conv2d(tiny.Train.Images, tiny.Supernet.state_dict()["stem.0.weight"], padding: [1, 1]).mean([0, 2, 3]).detach();
        Differences.AssertClose(stem * (1 - Math.Pow(0.9, 3)), mean, 1e-2, "running mean");
    }

    [Theory]
    [InlineData(SearchOrder.First)]
    [InlineData(SearchOrder.Second)]
    public void Steps_leave_no_tensors_behind(SearchOrder order)
    {
        using var tiny = new TinyProblem(seed: 11);
        var architect = NewArchitect(tiny, order);
        StepBoth();
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        StepBoth();
        StepBoth();
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void StepBoth()
        {
            architect.Step(tiny.Train, tiny.Validation).Dispose();
            tiny.StepWeights();
        }
    }

    private static Architect<Batch> NewArchitect(TinyProblem tiny, SearchOrder order) => order == SearchOrder.First
        ? new FirstOrderArchitect<Batch>(tiny.Problem, tiny.ArchitectureOptimizer)
        : new SecondOrderArchitect<Batch>(tiny.Problem, tiny.ArchitectureOptimizer, tiny.WeightOptimizer);

    /// <summary>An optimizer that leaves α where it is.</summary>
    private static Adam Still(TinyProblem tiny) => new(tiny.Architecture.Named, learningRate: 0);

    private static bool IsWeight(string name) => !name.Contains("running_", StringComparison.Ordinal);

    /// <summary>α's gradients at <see cref="Entries"/>, first of the normal cells, then of the reduction cells.</summary>
    private static double[] Gradient(TinyProblem tiny) =>
        [.. from alphas in tiny.Architecture.Named from at in Entries select alphas.Parameter.grad![at.Row, at.Column].item<double>()];

    /// <summary>The same by central differences of a loss.</summary>
    private static double[] Slope(TinyProblem tiny, Func<double> loss)
    {
        const double step = 1e-5;
        return [.. from alphas in tiny.Architecture.Named from at in Entries select Along(alphas.Parameter, at.Row, at.Column)];

        double Along(Tensor alphas, int row, int column)
        {
            double here = alphas[row, column].item<double>();
            double difference = LossAt(here + step) - LossAt(here - step);
            LossAt(here);
            return difference / (2 * step);

            double LossAt(double value)
            {
                using (no_grad())
                    alphas[row, column] = value;
                return loss();
            }
        }
    }

    private static double Distance(double[] a, double[] b) => Norm([.. a.Zip(b, (x, y) => x - y)]);

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
