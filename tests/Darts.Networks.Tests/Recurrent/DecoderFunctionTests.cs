using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks.Tests.Recurrent;

/// <summary>The decoder and the logarithm of its softmax as one node of the graph against libtorch's three.</summary>
public sealed class DecoderFunctionTests
{
    // The passes of a model share them.
    private static readonly FactorRooms Rooms = new();

    private const int Places = 70, Width = 13, Words = 1100;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Log_probabilities_and_all_gradients_are_those_of_libtorch(bool likelihood)
    {
        using var scope = NewDisposeScope();
        Pass ours = Pass.Of(ScalarType.Float32, kernels: true, likelihood), theirs = Pass.Of(ScalarType.Float64, kernels: false, likelihood);
        for (int i = 0; i < ours.Values.Length; i++)
            Tensors.AssertClose(ours.Values[i], theirs.Values[i], 2e-6, $"value {i}");
    }

    [Fact]
    public void Without_the_kernels_and_in_float64_it_is_libtorchs()
    {
        using var scope = NewDisposeScope();
        foreach ((ScalarType type, bool kernels) in new[] { (ScalarType.Float32, false), (ScalarType.Float64, true) })
        {
            Tensor[] inputs = Inputs(type);
            Tensors.AssertEqual(Decode(inputs, kernels), F.log_softmax(F.linear(inputs[0], inputs[1], inputs[2]), dim: -1));
        }
    }

    [Fact]
    public void A_kept_graph_gives_the_same_gradients_again_though_another_pass_came_between()
    {
        using var scope = NewDisposeScope();
        Tensor[] inputs = Inputs(ScalarType.Float32);
        Tensor loss = Loss(Decode(inputs, kernels: true), likelihood: true);
        loss.backward([], retain_graph: true);
        Tensor[] first = [.. inputs.Select(static input => input.grad!.clone())];
        Decode([inputs[0] * 2, inputs[1], inputs[2]], kernels: true).sum().backward();
        foreach (Tensor input in inputs)
            input.grad!.zero_();
        loss.backward();
        for (int i = 0; i < inputs.Length; i++)
            Tensors.AssertEqual(inputs[i].grad!, first[i]);
    }

    [Fact]
    public void Where_nobody_asks_for_gradients_the_result_has_none_and_a_decoder_that_does_not_learn_gets_none()
    {
        using var scope = NewDisposeScope();
        Tensor[] inputs = Inputs(ScalarType.Float32);
        using (no_grad())
            Assert.False(Decode(inputs, kernels: true).requires_grad);
        inputs[1].requires_grad_(false);
        inputs[2].requires_grad_(false);
        Tensor whole = Pass.Of(ScalarType.Float32, kernels: true, likelihood: true).Values[1];
        Loss(Decode(inputs, kernels: true), likelihood: true).backward();
        Tensors.AssertEqual(inputs[0].grad!, whole);
        Assert.Null(inputs[1].grad);
        Assert.Null(inputs[2].grad);
    }

    private static Tensor[] Inputs(ScalarType type)
    {
        manual_seed(5);
        return [.. new[] { randn(Places, Width), randn(Words, Width), randn(Words) }.Select(value => value.to(type).requires_grad_())];
    }

    private static Tensor Decode(Tensor[] inputs, bool kernels)
    {
        bool before = CpuKernels.Enabled;
        CpuKernels.Enabled = kernels;
        try
        {
            return DecoderFunction.LogProbabilities(inputs[0], inputs[1], inputs[2], Rooms);
        }
        finally
        {
            CpuKernels.Enabled = before;
        }
    }

    /// <summary>The likelihood's gradient is one number a row; the other one is not a number alone, and does not lie row by row.</summary>
    private static Tensor Loss(Tensor result, bool likelihood)
    {
        manual_seed(6);
        return likelihood
            ? F.nll_loss(result, randint(Words, [Places], dtype: ScalarType.Int64))
            : (result.t() * randn(Words, Places).to(result.dtype)).sum() / Words;
    }

    private sealed record Pass(Tensor[] Values)
    {
        public static Pass Of(ScalarType type, bool kernels, bool likelihood)
        {
            Tensor[] inputs = Inputs(type);
            Tensor result = Decode(inputs, kernels);
            Loss(result, likelihood).backward();
            return new([result, .. inputs.Select(static input => input.grad!)]);
        }
    }
}
