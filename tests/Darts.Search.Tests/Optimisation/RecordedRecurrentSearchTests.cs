using Darts.Networks.Tests;
using Darts.Search.Tests.Support;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Optimisation;

/// <summary>The recurrent search computes what the original computed, from the same start. In float64 only the recording's own float32 rounding is left.</summary>
[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class RecordedRecurrentSearchTests
{
    public static TheoryData<ScalarType, double> Precisions => new() { { float32, 1e-4 }, { float64, 5e-5 } };

    public static TheoryData<ScalarType, double> SecondOrderPrecisions => new() { { float32, 5e-3 }, { float64, 1e-3 } };

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Loss_state_and_weight_gradients_of_a_training_batch_are_the_recorded_ones(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedRecurrentSearch(type);
        using var outcome = recorded.Problem.Backward(recorded.Train, Gradients.Weights);
        Differences.AssertClose(recorded["loss_train"][0], outcome.Loss, tolerance, "loss");
        Differences.AssertClose(recorded["hidden_train_out"][0], outcome.Output, tolerance, "state");
        Assert.Equal(recorded.Below("grad_train.").Order(), recorded.Problem.Weights.Select(weight => weight.Name).Order());
        foreach (var (name, weight) in recorded.Problem.Weights)
            Differences.AssertClose(recorded["grad_train." + name], weight.grad!, tolerance, name);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void A_first_order_step_of_alpha_is_the_recorded_one(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedRecurrentSearch(type);
        new FirstOrderArchitect<WordBatch>(recorded.Problem, recorded.ArchitectureOptimizer).Step(recorded.Train, recorded.Validation);
        AssertArchitecture(recorded, "first", tolerance);
    }

    [Theory]
    [MemberData(nameof(SecondOrderPrecisions))]
    public void A_second_order_step_of_alpha_is_the_recorded_one(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedRecurrentSearch(type);
        new SecondOrderArchitect<WordBatch>(recorded.Problem, recorded.ArchitectureOptimizer, recorded.WeightOptimizer) { Clip = recorded.Number("clip") }
            .Step(recorded.Train, recorded.Validation);
        AssertArchitecture(recorded, "second", tolerance);
    }

    private static void AssertArchitecture(RecordedRecurrentSearch recorded, string order, double tolerance)
    {
        Differences.AssertClose(recorded[$"{order}.grad_alphas"], recorded.Architecture.Recurrent.grad!, tolerance, "gradient of α");
        Differences.AssertClose(recorded[$"{order}.after_alphas"], recorded.Architecture.Recurrent, tolerance, "α");
    }
}
