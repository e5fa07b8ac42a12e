using System.Runtime.CompilerServices;
using Darts.Kernels;

namespace Darts.Benchmarks.Kernels;

/// <summary>What one core can do at best, as kernels of the same vectors.</summary>
internal static unsafe class Limits
{
    /// <summary>The name of the most multiply-adds there can be.</summary>
    public const string InRegistersName = "limit: multiply-adds in registers";

    /// <summary>The name of the most bytes there can be.</summary>
    public const string CopyName = "limit: copy within the first cache";

    private const int Repetitions = 2_000;
    private const int Chains = 12;
    private const int Copied = 2_048;

    private static readonly FloatBuffer From = new(Copied);
    private static readonly FloatBuffer To = new(Copied);
    private static float _kept;

    /// <summary>Multiply-adds, all in registers.</summary>
    public static Kernel MultiplyAdds<V>()
        where V : struct, ILanes<V> => new(InRegistersName, $"{V.Count} floats", Repetitions * Chains * V.Count, 0, InRegisters<V>);

    /// <summary>Bytes, read and written, of a copy within the first cache.</summary>
    public static Kernel Copy<V>()
        where V : struct, ILanes<V> => new(CopyName, $"{Copied}", 0, Copied * 2 * sizeof(float), () => Copy<V>(From.Data, To.Data, Copied));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InRegisters<V>()
        where V : struct, ILanes<V>
    {
        V x = V.All(0.999f), y = V.All(0.001f);
        V a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int n = 0; n < Repetitions; n++)
        {
            a = V.Fma(a, x, y);
            b = V.Fma(b, x, y);
            c = V.Fma(c, x, y);
            d = V.Fma(d, x, y);
            e = V.Fma(e, x, y);
            f = V.Fma(f, x, y);
            g = V.Fma(g, x, y);
            h = V.Fma(h, x, y);
            i = V.Fma(i, x, y);
            j = V.Fma(j, x, y);
            k = V.Fma(k, x, y);
            l = V.Fma(l, x, y);
        }
        Volatile.Write(ref _kept, V.Sum(a + b + c + d + e + f + g + h + i + j + k + l));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<V>(float* from, float* to, int count)
        where V : struct, ILanes<V>
    {
        for (int i = 0; i < count; i += 2 * V.Count)
        {
            V.Store(V.Load(from + i), to + i);
            V.Store(V.Load(from + i + V.Count), to + i + V.Count);
        }
    }
}
