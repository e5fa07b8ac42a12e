using System.Diagnostics;

namespace Darts.Benchmarks.Peers;

/// <summary>Measures several ways of doing one thing in turns, so that whatever slows the machine down for a while slows all of them down.</summary>
/// <remarks>
/// A turn begins with a time that does not count: caches hold what the way before has left there, and its threads may still look for work. Short ways are timed several times a turn.
/// </remarks>
internal static class Interleaved
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(150);

    /// <summary>The median time of each.</summary>
    /// <param name="rounds">How many turns each has, after one that does not count.</param>
    /// <param name="ways">What to time.</param>
    /// <returns>Milliseconds, in the order of <paramref name="ways"/>.</returns>
    public static double[] Medians(int rounds, params Action[] ways)
    {
        var times = ways.Select(_ => new List<double>(rounds)).ToArray();
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < ways.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                double first = Time(ways[i]);
                if (round < 0)
                    continue;
                // A way longer than a turn is long enough for its beginning not to matter.
                if (first >= Turn.TotalMilliseconds)
                    times[i].Add(first);
                while (Stopwatch.GetElapsedTime(start) < Turn)
                    times[i].Add(Time(ways[i]));
            }
        }
        return [.. times.Select(Median)];
    }

    private static double Time(Action way)
    {
        long start = Stopwatch.GetTimestamp();
        way();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        int middle = times.Count / 2;
        return times.Count % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
    }
}
