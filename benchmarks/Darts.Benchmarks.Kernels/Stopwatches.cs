using System.Diagnostics;

namespace Darts.Benchmarks.Kernels;

/// <summary>Times what is short.</summary>
internal static class Stopwatches
{
    private const int Slices = 40;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(2);

    /// <summary>Seconds for one run: the best of slices so short that most of them are nobody else's.</summary>
    public static double Best(Action run)
    {
        int repetitions = 1;
        for (; Time(run, repetitions) < Slice; repetitions *= 2)
        {
        }
        var best = TimeSpan.MaxValue;
        for (int slice = 0; slice < Slices; slice++)
        {
            var time = Time(run, repetitions);
            best = time < best ? time : best;
        }
        return best.TotalSeconds / repetitions;
    }

    private static TimeSpan Time(Action run, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++)
            run();
        return Stopwatch.GetElapsedTime(start);
    }
}
