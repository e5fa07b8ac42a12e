using System.Diagnostics;

namespace Darts.Benchmarks.Kernels;

/// <summary>Times what is short.</summary>
internal static class Stopwatches
{
    private const int Slices = 40;

    // Not the very best: the clock of a virtual machine jumps now and then.
    private const int Chosen = 3;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(2);

    /// <summary>Seconds for one run: one of the best of slices so short that most of them are nobody else's.</summary>
    public static double Best(Action run)
    {
        int repetitions = 1;
        for (; Time(run, repetitions) < Slice; repetitions *= 2)
        {
        }
        return Enumerable.Range(0, Slices).Select(_ => Time(run, repetitions)).Order().ElementAt(Chosen).TotalSeconds / repetitions;
    }

    private static TimeSpan Time(Action run, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++)
            run();
        return Stopwatch.GetElapsedTime(start);
    }
}
