using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Darts.Kernels.Inference;

/// <summary>
/// The tile of <see cref="PointwiseTile"/> on machines with vectors of 512 bits, 6 outputs by 64 pixels, with what follows it while the sums are still in registers: to store them first and to read them
/// again took 4 to 6 % of the time of a network.
/// </summary>
internal static unsafe class FinishedTile
{
    /// <summary>Computes a tile and finishes it.</summary>
    /// <param name="x">The first input's first pixel.</param>
    /// <param name="xStride">From an input to the next.</param>
    /// <param name="xVector">From a vector of 16 pixels to the next.</param>
    /// <param name="weights">A block of <see cref="PackedWeights"/>.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="end">What follows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(float* x, nint xStride, nint xVector, float* weights, int inputs, TileEnd* end)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default;
        Vector512<float> d0 = default, d1 = default, d2 = default, d3 = default;
        Vector512<float> e0 = default, e1 = default, e2 = default, e3 = default;
        Vector512<float> f0 = default, f1 = default, f2 = default, f3 = default;
        for (int k = 0; k < inputs; k++)
        {
            var x0 = Vector512.Load(x);
            var x1 = Vector512.Load(x + xVector);
            var x2 = Vector512.Load(x + (2 * xVector));
            var x3 = Vector512.Load(x + (3 * xVector));
            var w = Vector512.Create(weights[0]);
            a0 = Vector512.MultiplyAddEstimate(w, x0, a0);
            a1 = Vector512.MultiplyAddEstimate(w, x1, a1);
            a2 = Vector512.MultiplyAddEstimate(w, x2, a2);
            a3 = Vector512.MultiplyAddEstimate(w, x3, a3);
            w = Vector512.Create(weights[1]);
            b0 = Vector512.MultiplyAddEstimate(w, x0, b0);
            b1 = Vector512.MultiplyAddEstimate(w, x1, b1);
            b2 = Vector512.MultiplyAddEstimate(w, x2, b2);
            b3 = Vector512.MultiplyAddEstimate(w, x3, b3);
            w = Vector512.Create(weights[2]);
            c0 = Vector512.MultiplyAddEstimate(w, x0, c0);
            c1 = Vector512.MultiplyAddEstimate(w, x1, c1);
            c2 = Vector512.MultiplyAddEstimate(w, x2, c2);
            c3 = Vector512.MultiplyAddEstimate(w, x3, c3);
            w = Vector512.Create(weights[3]);
            d0 = Vector512.MultiplyAddEstimate(w, x0, d0);
            d1 = Vector512.MultiplyAddEstimate(w, x1, d1);
            d2 = Vector512.MultiplyAddEstimate(w, x2, d2);
            d3 = Vector512.MultiplyAddEstimate(w, x3, d3);
            w = Vector512.Create(weights[4]);
            e0 = Vector512.MultiplyAddEstimate(w, x0, e0);
            e1 = Vector512.MultiplyAddEstimate(w, x1, e1);
            e2 = Vector512.MultiplyAddEstimate(w, x2, e2);
            e3 = Vector512.MultiplyAddEstimate(w, x3, e3);
            w = Vector512.Create(weights[5]);
            f0 = Vector512.MultiplyAddEstimate(w, x0, f0);
            f1 = Vector512.MultiplyAddEstimate(w, x1, f1);
            f2 = Vector512.MultiplyAddEstimate(w, x2, f2);
            f3 = Vector512.MultiplyAddEstimate(w, x3, f3);
            x += xStride;
            weights += PointwiseTile.Rows;
        }

        end->Put(0, a0, a1, a2, a3);
        end->Put(1, b0, b1, b2, b3);
        end->Put(2, c0, c1, c2, c3);
        end->Put(3, d0, d1, d2, d3);
        end->Put(4, e0, e1, e2, e3);
        end->Put(5, f0, f1, f2, f3);
    }
}
