using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks.Tests.Recurrent;

/// <summary>The decoder and the loss as one node of the graph against libtorch's four.</summary>
public sealed class DecoderLossFunctionTests
{
    // The passes of a model share them.
    private static readonly FactorRooms Rooms = new();

    private const int Places = 70, Width = 13, Words = 1100;

    [Theory]
    [InlineData(1)]
    [InlineData(0.25)]
    public void The_mean_and_all_gradients_are_those_of_libtorch(double factor)
    {
        using var scope = NewDisposeScope();
        Tensor[] ours = Pass(ScalarType.Float32, kernels: true, factor), theirs = Pass(ScalarType.Float64, kernels: false, factor);
        for (int i = 0; i < ours.Length; i++)
            Tensors.AssertClose(ours[i], theirs[i], 2e-6, $"value {i}");
    }

    [Fact]
    public void Without_the_kernels_and_in_float64_it_is_libtorchs()
    {
        using var scope = NewDisposeScope();
        foreach ((ScalarType type, bool kernels) in new[] { (ScalarType.Float32, false), (ScalarType.Float64, true) })
        {
            Tensor[] inputs = Inputs(type);
            Tensors.AssertEqual(Mean(inputs, kernels), F.nll_loss(F.log_softmax(F.linear(inputs[0], inputs[1], inputs[2]), dim: -1), Next()));
        }
    }

    [Fact]
    public void A_kept_graph_gives_the_same_gradients_again_though_another_pass_came_between()
    {
        using var scope = NewDisposeScope();
        Tensor[] inputs = Inputs(ScalarType.Float32);
        Tensor loss = Mean(inputs, kernels: true);
        loss.backward([], retain_graph: true);
        Tensor[] first = [.. inputs.Select(static input => input.grad!.clone())];
        Mean([inputs[0] * 2, inputs[1], inputs[2]], kernels: true).backward();
        foreach (Tensor input in inputs)
            input.grad!.zero_();
        loss.backward();
        for (int i = 0; i < inputs.Length; i++)
            Tensors.AssertEqual(inputs[i].grad!, first[i]);
    }

    [Fact]
    public void Losses_added_up_have_the_gradients_of_both()
    {
        using var scope = NewDisposeScope();
        Tensor[] one = Inputs(ScalarType.Float32), two = Inputs(ScalarType.Float32);
        Tensor twice = two[0] * 2;
        (Mean(one, kernels: true) + Mean([one[0] * 2, one[1], one[2]], kernels: true)).backward();
        Mean(two, kernels: true).backward();
        Mean([twice, two[1], two[2]], kernels: true).backward();
        for (int i = 0; i < one.Length; i++)
            Tensors.AssertClose(one[i].grad!, two[i].grad!, 1e-7, $"gradient {i}");
    }

    [Fact]
    public void Where_nobody_asks_for_gradients_the_result_has_none_and_a_decoder_that_does_not_learn_gets_none()
    {
        using var scope = NewDisposeScope();
        Tensor[] inputs = Inputs(ScalarType.Float32);
        using (no_grad())
        {
            Tensor mean = Mean(inputs, kernels: true);
            Assert.False(mean.requires_grad);
            Tensors.AssertEqual(mean, Mean(inputs, kernels: true));
        }
        inputs[1].requires_grad_(false);
        inputs[2].requires_grad_(false);
        Tensor whole = Pass(ScalarType.Float32, kernels: true, factor: 1)[1];
        Mean(inputs, kernels: true).backward();
        Tensors.AssertEqual(inputs[0].grad!, whole);
        Assert.Null(inputs[1].grad);
        Assert.Null(inputs[2].grad);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Words)]
    public void A_word_that_does_not_exist_is_refused(int word)
    {
        using var scope = NewDisposeScope();
        Tensor next = Next();
        next[3] = word;
        Tensor[] inputs = Inputs(ScalarType.Float32);
        Assert.Equal(
            $"There is no word {word} in a vocabulary of {Words}: words are numbered from 0.",
            Assert.Throws<DartsException>(() => DecoderLossFunction.Mean(inputs[0], inputs[1], inputs[2], next, ScalarType.Float32, Rooms)).Message);
    }

    private static Tensor[] Inputs(ScalarType type)
    {
        manual_seed(5);
        return [.. new[] { randn(Places, Width), randn(Words, Width), randn(Words) }.Select(value => value.to(type).requires_grad_())];
    }

    private static Tensor Next()
    {
        manual_seed(6);
        return randint(Words, [Places], dtype: ScalarType.Int64);
    }

    private static Tensor Mean(Tensor[] inputs, bool kernels)
    {
        bool before = CpuKernels.Enabled;
        CpuKernels.Enabled = kernels;
        try
        {
            return DecoderLossFunction.Mean(inputs[0], inputs[1], inputs[2], Next(), inputs[0].dtype, Rooms);
        }
        finally
        {
            CpuKernels.Enabled = before;
        }
    }

    private static Tensor[] Pass(ScalarType type, bool kernels, double factor)
    {
        Tensor[] inputs = Inputs(type);
        Tensor mean = Mean(inputs, kernels);
        (mean * factor).backward();
        return [mean, .. inputs.Select(static input => input.grad!)];
    }
}
