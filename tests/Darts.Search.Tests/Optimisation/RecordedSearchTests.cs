using Darts.Networks;
using Darts.Networks.Tests;
using Darts.Search.Tests.Support;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Optimisation;

/// <summary>The search computes what the original computed, from the same start. In float64 only the recording's own float32 rounding is left.</summary>
[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class RecordedSearchTests
{
    public static TheoryData<ScalarType, double> Precisions => new() { { float32, 1e-4 }, { float64, 1e-5 } };

    public static TheoryData<ScalarType, double> SecondOrderPrecisions => new() { { float32, 1e-3 }, { float64, 1e-5 } };

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Loss_and_logits_of_a_training_batch_are_the_recorded_ones(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedSearch(type);
        Differences.AssertClose(recorded["logits_train"], recorded.Supernet.forward(recorded.Train.Images, recorded.Architecture), tolerance, "logits");
        using var outcome = recorded.Problem.Backward(recorded.Train, Gradients.Weights);
        Differences.AssertClose(recorded["loss_train"][0], outcome.Loss, tolerance, "loss");
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Weight_gradients_are_the_recorded_ones(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedSearch(type);
        recorded.Problem.Backward(recorded.Train, Gradients.Weights);
        var gradients = recorded.Problem.Weights.SelectMany(weight => MergedNames.Split(weight.Name, weight.Parameter.grad!)).ToArray();
        foreach (var (name, gradient) in gradients)
            Differences.AssertClose(recorded["grad_train." + name], gradient, tolerance, name);
        Assert.Equal(recorded.Below("grad_train.").Count(), gradients.Length);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void A_first_order_step_of_alpha_is_the_recorded_one(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedSearch(type);
        new FirstOrderArchitect<Batch>(recorded.Problem, recorded.ArchitectureOptimizer).Step(recorded.Train, recorded.Validation);
        AssertArchitecture(recorded, "first", tolerance);
    }

    [Theory]
    [MemberData(nameof(SecondOrderPrecisions))]
    public void A_second_order_step_of_alpha_is_the_recorded_one(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedSearch(type);
        new SecondOrderArchitect<Batch>(recorded.Problem, recorded.ArchitectureOptimizer, recorded.WeightOptimizer).Step(recorded.Train, recorded.Validation);
        AssertArchitecture(recorded, "second", tolerance);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void A_clipped_weight_step_is_the_recorded_one(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedSearch(type);
        recorded.Problem.Backward(recorded.Train, Gradients.Weights);
        var norm = GradientClip.Apply(recorded.Problem.Weights, recorded.Number("grad_clip"));
        recorded.WeightOptimizer.Step();
        Differences.AssertClose(recorded["grad_norm"][0], norm, tolerance, "norm");
        foreach (var (name, weight) in recorded.Problem.Weights.SelectMany(weight => MergedNames.Split(weight.Name, weight.Parameter)))
            Differences.AssertClose(recorded["after_step." + name], weight, tolerance, name);
    }

    private static void AssertArchitecture(RecordedSearch recorded, string order, double tolerance)
    {
        foreach (var (name, alphas) in recorded.Architecture.Named)
        {
            Differences.AssertClose(recorded[$"{order}.grad_{name}"], alphas.grad!, tolerance, "gradient of " + name);
            Differences.AssertClose(recorded[$"{order}.after_{name}"], alphas, tolerance, name);
        }
    }
}
