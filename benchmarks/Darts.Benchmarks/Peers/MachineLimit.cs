using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Darts.Benchmarks.Peers;

/// <summary>What the processor can do at best: fused multiply-adds in registers, on all threads, measured now.</summary>
internal static class MachineLimit
{
    private const int Repetitions = 20_000_000;

    // Enough of them that each instruction's latency is hidden behind the others.
    private const int Chains = 12;

    /// <summary>Single-precision multiply-adds a second.</summary>
    /// <param name="threads">How many threads.</param>
    public static double MultiplyAddsPerSecond(int threads)
    {
        Run(threads, Repetitions / 10);
        long start = Stopwatch.GetTimestamp();
        Run(threads, Repetitions);
        return (double)threads * Repetitions * Chains * Lanes / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static int Lanes => Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector<float>.Count;

    private static void Run(int threads, int repetitions)
    {
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() => Keep(Vector512.IsHardwareAccelerated ? Wide(repetitions) : Narrow(repetitions))))];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
    }

    private static float Wide(int repetitions)
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(0.001f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int n = 0; n < repetitions; n++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    private static float Narrow(int repetitions)
    {
        Vector<float> x = new(0.999f), y = new(0.001f);
        Vector<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int n = 0; n < repetitions; n++)
        {
            a = Vector.FusedMultiplyAdd(a, x, y);
            b = Vector.FusedMultiplyAdd(b, x, y);
            c = Vector.FusedMultiplyAdd(c, x, y);
            d = Vector.FusedMultiplyAdd(d, x, y);
            e = Vector.FusedMultiplyAdd(e, x, y);
            f = Vector.FusedMultiplyAdd(f, x, y);
            g = Vector.FusedMultiplyAdd(g, x, y);
            h = Vector.FusedMultiplyAdd(h, x, y);
            i = Vector.FusedMultiplyAdd(i, x, y);
            j = Vector.FusedMultiplyAdd(j, x, y);
            k = Vector.FusedMultiplyAdd(k, x, y);
            l = Vector.FusedMultiplyAdd(l, x, y);
        }
        return Vector.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    /// <summary>Makes the result needed, so that its computation is not left out.</summary>
    private static void Keep(float value) => Volatile.Write(ref _kept, value);

    private static float _kept;
}
