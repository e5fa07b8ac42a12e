using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Darts.Kernels.Inference;

/// <summary>What follows a matrix product: bias, maps added, ReLU, and the result stored where it is wanted.</summary>
internal static unsafe class StripEnd
{
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
        for (int c = 0; c < channels; c++)
        {
            var shift = V.All(bias[c]);
            float* results = tile + (c * Strip.Pixels);
            for (int row = 0; row < strip.Rows; row++)
            {
                for (int column = 0; ;)
                {
                    var value = V.Load(results + (row * strip.Columns) + column) + shift;
                    foreach (ref readonly var map in added)
                        value += V.Load(At(map, row, column));
                    foreach (ref readonly var target in targets)
                        V.Store(target.Rectified ? V.Max(value, default) : value, At(target.Map, row, column));

                    // The last vector of a row ends where the row does.
                    if (column + V.Count >= strip.Columns)
                        break;
                    column = Math.Min(column + V.Count, strip.Columns - V.Count);
                }
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            float* At(in Map map, int row, int column) =>
                arena + map.First + ((nint)(channel + c) * map.Channel) + ((nint)(strip.Top + row) * map.Row) + strip.Left + column;
        }
    }
}
