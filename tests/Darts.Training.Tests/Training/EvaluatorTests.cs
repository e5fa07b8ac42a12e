using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class EvaluatorTests : IDisposable
{
    private readonly ImageData _data = TinyRun.Data();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(100)]
    public void The_result_is_that_of_one_pass_over_all_images(int batchSize)
    {
        using var network = TinyClassifier.Seeded(4);
        var result = new Evaluator(CPU, batchSize).Evaluate(network, _data.Test, _data.Normalisation, 4);
        network.eval();
        using var noGrad = no_grad();
        var logits = network.forward(_data.Normalisation.Apply(_data.Test.Images));
        var hits = logits.argmax(1).eq(_data.Test.Labels);
        Assert.Equal(9, result.Count);
        Assert.Equal(hits.sum().item<long>() / 9.0, result.Accuracy, 1e-9);
        Assert.Equal(nn.functional.cross_entropy(logits, _data.Test.Labels).item<float>(), result.Loss, 1e-5);
        Assert.Equal(4, result.ClassAccuracy.Count);
        Assert.Null(result.ClassAccuracy[3]);
        Assert.Equal(result.Accuracy, result.ClassAccuracy.Take(3).Average()!.Value, 1e-9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_networks_mode_and_statistics_stay(bool training)
    {
        using var network = TinyClassifier.Seeded(4);
        network.train(training);
        var before = network.state_dict()["norm.running_mean"].clone();
        new Evaluator(CPU, 4).Evaluate(network, _data.Test, _data.Normalisation, 3);
        Assert.Equal(training, network.training);
        Assert.True(before.equal(network.state_dict()["norm.running_mean"]).all().item<bool>());
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var network = TinyClassifier.Seeded(4);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new Evaluator(CPU, 4).Evaluate(network, _data.Test, _data.Normalisation, 3, cancellation: new CancellationToken(true)));
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        using var network = TinyClassifier.Seeded(4);
        using var scope = NewDisposeScope();
        new Evaluator(CPU, 4).Evaluate(network, _data.Test, _data.Normalisation, 3);
        Assert.Equal(0, scope.DisposablesCount);
    }
}
