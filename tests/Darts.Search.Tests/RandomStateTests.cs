using Darts.Networks.Tests;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search.Tests;

/// <summary>One seed rules everything, on any device.</summary>
[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class RandomStateTests
{
    [Fact]
    public void The_same_seed_and_position_give_the_same_numbers_on_every_device()
    {
        using var scope = NewDisposeScope();
        Assert.True(Draw(CPU, 7, 1, 2).equal(Draw(CPU, 7, 1, 2)).all().item<bool>());
        Assert.True(Draw(TestDevice.Current, 7, 1, 2).equal(Draw(TestDevice.Current, 7, 1, 2)).all().item<bool>());
    }

    [Theory]
    [InlineData(8, 1, 2)]
    [InlineData(7, 2, 2)]
    [InlineData(7, 1, 3)]
    public void Another_seed_epoch_or_step_gives_others(long seed, long epoch, long step)
    {
        using var scope = NewDisposeScope();
        Assert.False(Draw(TestDevice.Current, 7, 1, 2).equal(Draw(TestDevice.Current, seed, epoch, step)).any().item<bool>());
    }

    private static Tensor Draw(Device device, long seed, params long[] position)
    {
        RandomState.Set(seed, StreamPurpose.Network, position);
        return rand([100], ScalarType.Float64, device);
    }
}
