using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks.Tests;

public sealed class ImageClassifierTests
{
    [Fact]
    public void State_is_named_by_registration_alone()
    {
        using var network = new TinyNetwork();
        Dictionary<string, Tensor> state = network.state_dict();
        Assert.Contains("cells.0.preprocess0.op.1.weight", state.Keys);
        Assert.Contains("cells.1._ops.1.conv_2.weight", state.Keys);
        Assert.Contains("cells.2.preprocess0.bn.running_var", state.Keys);
        Assert.Contains("auxiliary_head.features.3.running_mean", state.Keys);
        Assert.DoesNotContain(state.Keys, name => name.Contains("sepConv") || name.Contains("_cell") || name.Contains("tracked"));
        Assert.Equal(network.named_parameters().Count() + network.named_buffers().Count(), state.Count);
    }

    [Fact]
    public void The_auxiliary_head_works_during_training_only()
    {
        using var scope = NewDisposeScope();
        using var network = new TinyNetwork();
        Tensor images = rand(2, 1, 9, 7);
        (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images);
        Assert.Equal([2, 5], logits.shape);
        Assert.Equal([2, 5], auxiliary!.shape);
        network.eval();
        Assert.Null(network.ForwardBoth(images).Auxiliary);
    }

    [Fact]
    public void Every_parameter_gets_a_gradient_and_the_images_stay_as_they_were()
    {
        using var scope = NewDisposeScope();
        using var network = new TinyNetwork();
        Tensor images = rand(2, 1, 9, 7), before = images.clone();
        (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images);
        (logits.sum() + auxiliary!.sum()).backward();
        Assert.All(network.named_parameters(), p => Assert.True(p.parameter.grad is not null, p.name));
        Tensors.AssertEqual(images, before);
    }

    [Fact]
    public void Drop_path_changes_training_and_leaves_evaluation_alone()
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        using var network = new TinyNetwork();
        Tensor images = rand(4, 1, 9, 7);
        Tensor Run(double dropPath, bool training)
        {
            manual_seed(1);
            network.DropPath = dropPath;
            network.train(training);
            return network.forward(images);
        }

        Assert.True(Tensors.RelativeError(Run(0.5, training: true), Run(0, training: true)) > 0.01);
        Tensors.AssertEqual(Run(0.5, training: true), Run(0.5, training: true));
        Tensors.AssertEqual(Run(0.5, training: false), Run(0, training: false));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_drop_path_probability_outside_of_0_to_1_is_refused(double probability)
    {
        using var network = new TinyNetwork();
        Assert.Throws<ArgumentOutOfRangeException>(() => network.DropPath = probability);
    }

    [Theory]
    [InlineData(2, 3, 9, 7)]
    [InlineData(2, 1, 7, 9)]
    [InlineData(2, 1, 9)]
    public void Images_of_another_shape_are_refused_with_both_shapes(params int[] shape)
    {
        using var network = new TinyNetwork();
        using Tensor images = rand([.. shape.Select(side => (long)side)]);
        Assert.Equal(
            $"TinyNetwork takes images of shape [N, 1, 9, 7]; these have shape [{string.Join(", ", shape)}].",
            Assert.Throws<DartsException>(() => network.forward(images)).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Repeated_passes_leave_no_tensors_behind(bool training)
    {
        using var network = new TinyNetwork { DropPath = 0.2 };
        network.train(training);
        using Tensor images = rand(2, 1, 9, 7);
        void Pass()
        {
            using var gradients = set_grad_enabled(training);
            (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images);
            logits.Dispose();
            auxiliary?.Dispose();
            network.forward(images).Dispose();
        }

        Pass();
        // Statistics are kept by thread, so that tests beside this one do not count.
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 10; i++)
            Pass();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Only_the_logits_survive_a_pass()
    {
        using var network = new TinyNetwork();
        using Tensor images = rand(2, 1, 9, 7);
        using DisposeScope scope = NewDisposeScope();
        network.ForwardBoth(images);
        Assert.Equal(2, scope.DisposablesCount);
    }

    [Fact]
    public void A_network_built_inside_a_dispose_scope_outlives_it()
    {
        TinyNetwork network;
        using (NewDisposeScope())
            network = new TinyNetwork();
        using Tensor images = rand(2, 1, 9, 7), logits = network.forward(images);
        Assert.Equal([2, 5], logits.shape);
        network.Dispose();
    }

    [Fact]
    public void A_network_can_be_moved_to_float64_and_trained_there()
    {
        using var scope = NewDisposeScope();
        using var network = new TinyNetwork { DropPath = 0.2 };
        Tensor images = rand(2, 1, 9, 7);
        network.eval();
        Tensor single = network.forward(images);
        network.to(ScalarType.Float64);
        Tensors.AssertClose(network.forward(images.to(ScalarType.Float64)), single, 1e-5);
        network.train();
        Tensor twice = network.forward(images.to(ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, twice.dtype);
        twice.sum().backward();
        Assert.NotNull(network.get_parameter("stem.0.weight")!.grad);
    }
}
