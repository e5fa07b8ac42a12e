namespace Darts.Networks;

/// <summary>Derives independent random streams from one seed without keeping any state.</summary>
/// <remarks>
/// A run that is resumed needs only to know where it was (epoch, step): the seed of every draw follows from that.
/// </remarks>
public static class Seeds
{
    // SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014).
    private const ulong GoldenGamma = 0x9e3779b97f4a7c15;

    /// <summary>The seed of the stream that <paramref name="parts"/> name: the same parts in the same order give the same seed, any others an unrelated one.</summary>
    /// <param name="seed">The run's seed; any value.</param>
    /// <param name="parts">What the stream is for, from the general to the particular: epoch, step, purpose.</param>
    /// <returns>Any value; <c>torch.manual_seed</c> takes it as it is.</returns>
    public static long Mix(long seed, params ReadOnlySpan<long> parts)
    {
        ulong state = Finish(unchecked((ulong)seed + GoldenGamma));
        foreach (long part in parts)
            state = Finish(unchecked((state ^ (ulong)part) + GoldenGamma));
        return unchecked((long)state);
    }

    private static ulong Finish(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }
}
