using static TorchSharp.torch;

namespace Darts.Networks.Tests;

public sealed class SeedsTests
{
    [Fact]
    public void The_same_parts_give_the_same_seed_on_every_machine_for_ever() =>
        // The first is the published first output of SplitMix64 for seed 0. A change would change the result of every seeded run.
        Assert.Equal([unchecked((long)0xe220a8397b1dcdaf), 627405149472732430, 1650069959653123811], [Seeds.Mix(0), Seeds.Mix(0, 1), Seeds.Mix(7, 1, 2)]);

    [Fact]
    public void Order_number_and_value_of_parts_matter()
    {
        long[] seeds = [Seeds.Mix(1), Seeds.Mix(1, 0), Seeds.Mix(1, 0, 0), Seeds.Mix(1, 2, 3), Seeds.Mix(1, 3, 2), Seeds.Mix(2, 1, 3), Seeds.Mix(-1, 2, 3)];
        Assert.Equal(seeds.Length, seeds.Distinct().Count());
    }

    [Fact]
    public void Neighbouring_steps_get_unrelated_seeds()
    {
        long[] seeds = [.. Enumerable.Range(0, 10_000).Select(step => Seeds.Mix(0, 3, step))];
        Assert.Equal(seeds.Length, seeds.Distinct().Count());
        // Each bit is set in half of them, within five standard deviations.
        Assert.All(Enumerable.Range(0, 64), bit => Assert.InRange(seeds.Count(seed => ((seed >> bit) & 1) != 0), 4750, 5250));
    }

    [Fact]
    public void Torch_takes_any_of_them()
    {
        foreach (long seed in (long[])[Seeds.Mix(0), long.MinValue, -1])
        {
            manual_seed(seed);
            using Tensor first = rand(3);
            manual_seed(seed);
            using Tensor again = rand(3);
            Tensors.AssertEqual(again, first);
        }
    }
}
