using static TorchSharp.torch;

namespace Darts.Networks.Tests;

[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class DropPathTests
{
    [Fact]
    public void Each_image_is_kept_or_dropped_as_a_whole()
    {
        using var scope = NewDisposeScope();
        Devices.Seed(1);
        Tensor output = Dropped(0.3, ones([1000, 3, 2, 2], device: TestDevice.Current)).flatten(1);
        Tensors.AssertEqual(output.amax([1]), output.amin([1]));
    }

    [Fact]
    public void The_share_of_dropped_images_is_the_probability()
    {
        using var scope = NewDisposeScope();
        Devices.Seed(2);
        Tensor output = Dropped(0.3, ones([20_000, 1, 1, 1], device: TestDevice.Current));
        // Three standard deviations of a mean of 20,000 draws.
        Assert.InRange(output.eq(0).to(ScalarType.Float64).mean().item<double>(), 0.29, 0.31);
    }

    [Fact]
    public void What_is_kept_is_scaled_up_as_the_original_does()
    {
        using var scope = NewDisposeScope();
        Devices.Seed(3);
        Tensor x = rand([100, 2, 3, 3], device: TestDevice.Current), output = Dropped(0.3, x);
        Tensor kept = output.flatten(1).amax([1]).gt(0);
        Tensors.AssertClose(output[kept], (x / 0.7)[kept], 1e-6);
        Assert.InRange(kept.sum().item<long>(), 1, 99);
    }

    [Fact]
    public void Edges_are_dropped_independently()
    {
        using var scope = NewDisposeScope();
        Devices.Seed(4);
        CellDrops drops = new DropPath(0.5).Draw(2, ones([4000, 1], device: TestDevice.Current));
        Tensor both = drops.On(0, ones([4000, 1, 1, 1], device: TestDevice.Current)) * drops.On(1, ones([4000, 1, 1, 1], device: TestDevice.Current));
        Assert.InRange(both.gt(0).to(ScalarType.Float64).mean().item<double>(), 0.22, 0.28);
    }

    [Fact]
    public void Probability_0_returns_the_very_tensor_and_draws_nothing()
    {
        using var scope = NewDisposeScope();
        Devices.Seed(4);
        Tensor x = rand([2, 1, 1, 1], device: TestDevice.Current), next = rand([1], device: TestDevice.Current);
        Devices.Seed(4);
        Tensor same = rand([2, 1, 1, 1], device: TestDevice.Current);
        Assert.Same(same, Dropped(0, same));
        Tensors.AssertEqual(rand([1], device: TestDevice.Current), next);
    }

    [Fact]
    public void The_mask_has_the_type_of_what_it_masks()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float64, Dropped(0.5, ones([4, 1, 1, 1], ScalarType.Float64, TestDevice.Current)).dtype);
    }

    [Fact]
    public void Gradients_flow_through_kept_images_only()
    {
        using var scope = NewDisposeScope();
        Devices.Seed(5);
        Tensor x = ones([50, 1, 1, 1], device: TestDevice.Current, requires_grad: true);
        Tensor output = Dropped(0.5, x);
        output.sum().backward();
        Tensors.AssertEqual(x.grad!, output);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    public void A_sum_is_that_of_its_dropped_terms_and_leaves_them_alone(double probability)
    {
        using var scope = NewDisposeScope();
        Devices.Seed(6);
        CellDrops drops = new DropPath(probability).Draw(5, ones([30, 1], device: TestDevice.Current));
        Tensor[] terms = [.. Enumerable.Range(0, 4).Select(_ => randn([30, 2, 3, 3], device: TestDevice.Current).requires_grad_())];
        Tensor[] before = [.. terms.Select(term => term.detach().clone())];

        Tensor sum = drops.Sum((3, terms[0]), (1, terms[1]), terms[2], (4, terms[3]));
        Tensor expected = drops.On(3, terms[0]) + drops.On(1, terms[1]) + terms[2] + drops.On(4, terms[3]);

        Tensors.AssertClose(sum, expected, 1e-6);
        Tensor weights = randn_like(sum);
        Tensor[] gradients = [.. autograd.grad([(sum * weights).sum()], terms)];
        Tensor[] expectedGradients = [.. autograd.grad([(expected * weights).sum()], terms)];
        Assert.All(gradients.Zip(expectedGradients), pair => Tensors.AssertClose(pair.First, pair.Second, 1e-6));
        Assert.All(terms.Zip(before), pair => Tensors.AssertEqual(pair.First.detach(), pair.Second));
    }

    [Fact]
    public void Masks_are_drawn_where_the_values_are_and_nothing_is_read_back()
    {
        using var scope = NewDisposeScope();
        // Tensors of the meta device have no values: reading one fails, and so does mixing in one of the CPU.
        Tensor x = empty([4, 2, 3, 3], device: new Device(TorchSharp.DeviceType.META));
        Assert.Equal(TorchSharp.DeviceType.META, new DropPath(0.5).Draw(3, x).Sum((0, x), (2, x), x).device_type);
    }

    private static Tensor Dropped(double probability, Tensor x) => new DropPath(probability).Draw(1, x).On(0, x);
}
