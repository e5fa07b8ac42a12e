namespace Darts.Serving;

/// <summary>How requests are put together.</summary>
public sealed class BatchingOptions
{
    /// <summary>So many pictures are computed together at most, at least 1.</summary>
    public int LargestBatch { get; set; } = 16;

    /// <summary>How long the first picture of a batch waits for others while the model is idle; not negative, at most 24 days, zero for not at all.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>So many requests are in work or waiting at most, at least 1; further ones are refused at once.</summary>
    public int Capacity { get; set; } = 256;

    /// <summary>Refuses values that make no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(LargestBatch, 1, nameof(LargestBatch));
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestWait, TimeSpan.Zero, nameof(LongestWait));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LongestWait, TimeSpan.FromMilliseconds(int.MaxValue), nameof(LongestWait));
        ArgumentOutOfRangeException.ThrowIfLessThan(Capacity, 1, nameof(Capacity));
    }
}
