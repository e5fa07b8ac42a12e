using Darts.Networks;

namespace Darts.Training;

/// <summary>Random numbers from a seed, the same on every machine and in every version of .NET, which <see cref="Random"/> does not promise.</summary>
/// <param name="seed">Names the stream.</param>
internal sealed class RandomStream(long seed)
{
    private long _drawn;

    /// <summary>A number in [0, <paramref name="count"/>), all equally likely.</summary>
    public int Next(int count) => (int)Math.BigMul((ulong)Seeds.Mix(seed, _drawn++), (ulong)count, out _);

    /// <summary>The numbers below <paramref name="count"/> in random order (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var last = count - 1; last > 0; last--)
        {
            var other = Next(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
