using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Darts.Kernels.Inference;

/// <summary>What follows a matrix product: bias, maps added, ReLU, and the result stored where it is wanted.</summary>
internal static unsafe class StripEnd
{
    /// <summary>How many rows are finished at once: what is to be added and where to store is looked up once for all of them.</summary>
    private const int Rows = 4;

    /// <summary>Finishes a block of channels.</summary>
    /// <typeparam name="V">A vector that is not wider than a row of the strip.</typeparam>
    /// <param name="step">The step.</param>
    /// <param name="strip">The pixels.</param>
    /// <param name="tile">The product, [channels, 64].</param>
    /// <param name="bias">[channels].</param>
    /// <param name="arena">The maps.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="channels">How many channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store<V>(Step step, Strip strip, float* tile, float* bias, float* arena, int channel, int channels)
        where V : struct, ILanes<V>
    {
        var added = CollectionsMarshal.AsSpan(step.Added);
        var targets = CollectionsMarshal.AsSpan(step.Targets);
        for (int c = 0; c < channels; c++, tile += Strip.Pixels)
        {
            var shift = V.All(bias[c]);
            for (int column = 0; ;)
            {
                int row = 0;
                for (; row + Rows <= strip.Rows; row += Rows)
                    Four(added, targets, strip, tile + (row * strip.Columns) + column, shift, arena, channel + c, row, column);
                for (; row < strip.Rows; row++)
                    One(added, targets, strip, tile + (row * strip.Columns) + column, shift, arena, channel + c, row, column);

                // The last vector of a row ends where the row does.
                if (column + V.Count >= strip.Columns)
                    break;
                column = Math.Min(column + V.Count, strip.Columns - V.Count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<V>(
        ReadOnlySpan<Map> added, ReadOnlySpan<(Map Map, bool Rectified)> targets, Strip strip, float* results, V shift, float* arena, int channel, int row, int column)
        where V : struct, ILanes<V>
    {
        nint next = strip.Columns;
        V a = V.Load(results) + shift, b = V.Load(results + next) + shift, c = V.Load(results + (2 * next)) + shift, d = V.Load(results + (3 * next)) + shift;
        foreach (ref readonly var map in added)
        {
            float* x = At(arena, map, strip, channel, row, column);
            nint step = map.Row;
            a += V.Load(x);
            b += V.Load(x + step);
            c += V.Load(x + (2 * step));
            d += V.Load(x + (3 * step));
        }
        foreach (ref readonly var target in targets)
        {
            float* y = At(arena, target.Map, strip, channel, row, column);
            nint step = target.Map.Row;
            bool rectified = target.Rectified;
            V.Store(rectified ? V.Max(a, default) : a, y);
            V.Store(rectified ? V.Max(b, default) : b, y + step);
            V.Store(rectified ? V.Max(c, default) : c, y + (2 * step));
            V.Store(rectified ? V.Max(d, default) : d, y + (3 * step));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<V>(
        ReadOnlySpan<Map> added, ReadOnlySpan<(Map Map, bool Rectified)> targets, Strip strip, float* results, V shift, float* arena, int channel, int row, int column)
        where V : struct, ILanes<V>
    {
        var value = V.Load(results) + shift;
        foreach (ref readonly var map in added)
            value += V.Load(At(arena, map, strip, channel, row, column));
        foreach (ref readonly var target in targets)
            V.Store(target.Rectified ? V.Max(value, default) : value, At(arena, target.Map, strip, channel, row, column));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* At(float* arena, in Map map, Strip strip, int channel, int row, int column) =>
        arena + map.First + ((nint)channel * map.Channel) + ((nint)(strip.Top + row) * map.Row) + strip.Left + column;
}
