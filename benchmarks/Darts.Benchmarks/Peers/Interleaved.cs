using System.Diagnostics;

namespace Darts.Benchmarks.Peers;

/// <summary>Measures several ways of doing one thing in turns, so that whatever slows the machine down for a while slows all of them down.</summary>
internal static class Interleaved
{
    /// <summary>The median time of each.</summary>
    /// <param name="rounds">How often each is timed, after one time that does not count.</param>
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
                ways[i]();
                double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (round >= 0)
                    times[i].Add(elapsed);
            }
        }
        return [.. times.Select(Median)];
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        int middle = times.Count / 2;
        return times.Count % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
    }
}
