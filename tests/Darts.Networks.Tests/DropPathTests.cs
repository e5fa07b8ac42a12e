using static TorchSharp.torch;

namespace Darts.Networks.Tests;

public sealed class DropPathTests
{
    [Fact]
    public void Each_image_is_kept_or_dropped_as_a_whole()
    {
        manual_seed(1);
        using Tensor output = new DropPath(0.3).On(ones(1000, 3, 2, 2));
        using Tensor perImage = output.flatten(1);
        Tensors.AssertEqual(perImage.amax([1]), perImage.amin([1]));
    }

    [Fact]
    public void The_share_of_dropped_images_is_the_probability()
    {
        manual_seed(2);
        using Tensor output = new DropPath(0.3).On(ones(20_000, 1, 1, 1));
        // Three standard deviations of a mean of 20,000 draws.
        Assert.InRange(output.eq(0).to(ScalarType.Float64).mean().item<double>(), 0.29, 0.31);
    }

    [Fact]
    public void What_is_kept_is_scaled_up_as_the_original_does()
    {
        manual_seed(3);
        Tensor x = rand(100, 2, 3, 3);
        using Tensor expected = x / 0.7;
        using Tensor output = new DropPath(0.3).On(x);
        using Tensor kept = output.flatten(1).amax([1]).gt(0);
        Tensors.AssertEqual(output[kept], expected[kept]);
        Assert.InRange(kept.sum().item<long>(), 1, 99);
    }

    [Fact]
    public void Probability_0_returns_the_very_tensor_and_draws_nothing()
    {
        manual_seed(4);
        using Tensor x = rand(2, 1, 1, 1), next = rand(1);
        manual_seed(4);
        using Tensor same = rand(2, 1, 1, 1);
        Assert.Same(same, default(DropPath).On(same));
        using Tensor nextAgain = rand(1);
        Tensors.AssertEqual(nextAgain, next);
    }

    [Fact]
    public void The_mask_has_the_type_of_what_it_masks()
    {
        using Tensor output = new DropPath(0.5).On(ones([4, 1, 1, 1], ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, output.dtype);
    }

    [Fact]
    public void Gradients_flow_through_kept_images_only()
    {
        manual_seed(5);
        using Tensor x = ones([50, 1, 1, 1], requires_grad: true);
        using Tensor output = new DropPath(0.5).On(x * 1);
        output.sum().backward();
        Tensors.AssertEqual(x.grad!, output);
    }
}
