using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Darts.Benchmarks.Peers;

/// <summary>What the machine can do at best, on all threads, measured now: fused multiply-adds in registers, and reading memory.</summary>
internal static class MachineLimit
{
    private const int Repetitions = 20_000_000;

    // Enough of them that each instruction's latency is hidden behind the others.
    private const int Chains = 12;

    // Floats: 32 MiB, as much as a large recurrent cell and its decoder in 16 bits.
    private const int ReadAtOnce = 1 << 23, Passes = 5, ReadRounds = 10;

    /// <summary>Single-precision multiply-adds a second.</summary>
    /// <param name="threads">How many threads.</param>
    public static double MultiplyAddsPerSecond(int threads)
    {
        Run(threads, Repetitions / 10);
        long start = Stopwatch.GetTimestamp();
        Run(threads, Repetitions);
        return (double)threads * Repetitions * Chains * Lanes / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Bytes a second that all threads together read of memory which no core's own cache holds.</summary>
    /// <param name="threads">How many threads.</param>
    public static double BytesPerSecond(int threads)
    {
        float[] memory = GC.AllocateUninitializedArray<float>(ReadAtOnce);
        Array.Fill(memory, 1);
        int part = memory.Length / threads;
        double best = 0;
        for (int round = 0; round < ReadRounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Parallel(threads, thread => Keep(Sum(memory.AsSpan(thread * part, part), Passes)));
            best = Math.Max(best, (double)Passes * threads * part * sizeof(float) / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
    }

    private static int Lanes => Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector<float>.Count;

    private static void Run(int threads, int repetitions) => Parallel(threads, _ => Keep(Vector512.IsHardwareAccelerated ? Wide(repetitions) : Narrow(repetitions)));

    private static void Parallel(int threads, Action<int> work)
    {
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() => work(thread)))];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
    }

    // From the first call on: it is called too seldom to be compiled again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(ReadOnlySpan<float> values, int passes)
    {
        Vector<float> a = default, b = default, c = default, d = default;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int pass = 0; pass < passes; pass++)
        {
            for (int i = 0; i <= vectors.Length - 4; i += 4)
            {
                a += vectors[i];
                b += vectors[i + 1];
                c += vectors[i + 2];
                d += vectors[i + 3];
            }
        }
        return Vector.Sum(a + b + c + d);
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
