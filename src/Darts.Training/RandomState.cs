using Darts.Networks;

namespace Darts.Training;

/// <summary>Sets torch's own random numbers (initial weights, drop path) so that they follow from the run's seed and the position in it.</summary>
public static class RandomState
{
    /// <summary>Seeds torch's default generators, of all devices.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="position">Where in the run: epoch, step.</param>
    public static void Set(long seed, StreamPurpose purpose, params ReadOnlySpan<long> position) =>
        Devices.Seed(Seeds.Mix(Seeds.Mix(seed, (long)purpose), position));
}
