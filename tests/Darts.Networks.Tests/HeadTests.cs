using static TorchSharp.torch;

namespace Darts.Networks.Tests;

public sealed class HeadTests
{
    [Fact]
    public void Stems_and_heads_have_the_originals_names()
    {
        AssertState(new CifarStem(3, 12), "cnn-darts_v2-cifar-c4-l6", "stem.");
        AssertState(new Linear(64, 10), "cnn-darts_v2-cifar-c4-l6", "classifier.");
        AssertState(new CifarAuxiliaryHead(64, 10), "cnn-darts_v2-cifar-c4-l6", "auxiliary_head.");
        AssertState(new ImageNetStem0(3, 8), "cnn-darts_v2-imagenet-c8-l5", "stem0.");
        AssertState(new ImageNetStem1(8), "cnn-darts_v2-imagenet-c8-l5", "stem1.");
        AssertState(new ImageNetAuxiliaryHead(128, 12), "cnn-darts_v2-imagenet-c8-l5", "auxiliary_head.");
    }

    [Fact]
    public void Stems_keep_halve_and_quarter_the_resolution_rounding_up()
    {
        using var scope = NewDisposeScope();
        Tensor images = rand(2, 1, 31, 29);
        Assert.Equal([2, 12, 31, 29], new CifarStem(1, 12).forward(images).shape);
        Tensor first = new ImageNetStem0(1, 8).forward(images);
        Assert.Equal([2, 8, 8, 8], first.shape);
        Assert.Equal([2, 8, 4, 4], new ImageNetStem1(8).forward(first).shape);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(7, 8)]
    [InlineData(8, 8)]
    [InlineData(11, 3)]
    [InlineData(16, 16)]
    [InlineData(56, 40)]
    public void Auxiliary_heads_take_maps_of_any_size(int height, int width)
    {
        using var scope = NewDisposeScope();
        Tensor map = rand(2, 6, height, width);
        Assert.Equal([2, 5], new CifarAuxiliaryHead(6, 5).forward(map).shape);
        Assert.Equal([2, 5], new ImageNetAuxiliaryHead(6, 5).forward(map).shape);
    }

    [Theory]
    [InlineData(8, 3)]
    [InlineData(9, 3)]
    [InlineData(10, 3)]
    [InlineData(7, 2)]
    [InlineData(8, 2)]
    public void Where_the_originals_pooling_gives_2x2_it_is_used(int side, int stride)
    {
        using var scope = NewDisposeScope();
        Tensor map = rand(2, 3, side, side);
        Tensor original = nn.AvgPool2d(5, stride, count_include_pad: false).forward(map);
        Assert.Equal([2, 3, 2, 2], original.shape);
        Tensors.AssertEqual(AuxiliaryPool.To2x2(map, stride), original);
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(11, 3)]
    [InlineData(6, 2)]
    [InlineData(9, 2)]
    public void Elsewhere_pooling_is_adaptive(int side, int stride)
    {
        using var scope = NewDisposeScope();
        Tensor map = rand(2, 3, side, 8);
        Tensors.AssertEqual(AuxiliaryPool.To2x2(map, stride), nn.AdaptiveAvgPool2d(2).forward(map));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(8, 13)]
    public void The_ImageNet_classifier_sees_what_a_7x7_window_sees_where_that_is_one_value(int height, int width)
    {
        using var scope = NewDisposeScope();
        Tensor map = rand(2, 3, height, width);
        Tensors.AssertClose(GlobalPool.ImageNet(map), map[.., .., ..7, ..7].mean([2, 3]));
    }

    [Theory]
    [InlineData(6, 7)]
    [InlineData(14, 7)]
    [InlineData(1, 1)]
    public void Elsewhere_it_sees_the_mean_of_the_whole_map(int height, int width)
    {
        using var scope = NewDisposeScope();
        Tensor map = rand(2, 3, height, width);
        Tensors.AssertClose(GlobalPool.ImageNet(map), map.mean([2, 3]));
        Tensors.AssertClose(GlobalPool.Cifar(map), map.mean([2, 3]));
    }

    [Fact]
    public void Training_on_a_single_value_per_channel_is_refused_and_evaluating_is_not()
    {
        using var head = new CifarAuxiliaryHead(3, 5);
        using Tensor one = rand(1, 3, 8, 8);
        Assert.Contains("at least 2 images", Assert.Throws<DartsException>(() => head.forward(one)).Message);
        head.eval();
        using Tensor logits = head.forward(one);
        Assert.Equal([1, 5], logits.shape);
    }

    private static void AssertState(nn.Module module, string file, string prefix)
    {
        using var golden = new Golden(file);
        Dictionary<string, Tensor> state = module.state_dict();
        Assert.Equal(golden.Under($"state.{prefix}").Order(), state.Keys.Order());
        Assert.All(state, tensor => Assert.Equal(golden[$"state.{prefix}{tensor.Key}"].shape, tensor.Value.shape));
    }
}
