using System.Runtime.CompilerServices;

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
        Lanes16 a0 = default, a1 = default, a2 = default, a3 = default;
        Lanes16 b0 = default, b1 = default, b2 = default, b3 = default;
        Lanes16 c0 = default, c1 = default, c2 = default, c3 = default;
        Lanes16 d0 = default, d1 = default, d2 = default, d3 = default;
        Lanes16 e0 = default, e1 = default, e2 = default, e3 = default;
        Lanes16 f0 = default, f1 = default, f2 = default, f3 = default;
        for (int k = 0; k < inputs; k++, x += xStride, weights += PointwiseTile.Rows)
        {
            Lanes16 x0 = Lanes16.Load(x), x1 = Lanes16.Load(x + xVector), x2 = Lanes16.Load(x + (2 * xVector)), x3 = Lanes16.Load(x + (3 * xVector));
            OuterProduct.Add(ref a0, ref a1, ref a2, ref a3, Lanes16.All(weights[0]), x0, x1, x2, x3);
            OuterProduct.Add(ref b0, ref b1, ref b2, ref b3, Lanes16.All(weights[1]), x0, x1, x2, x3);
            OuterProduct.Add(ref c0, ref c1, ref c2, ref c3, Lanes16.All(weights[2]), x0, x1, x2, x3);
            OuterProduct.Add(ref d0, ref d1, ref d2, ref d3, Lanes16.All(weights[3]), x0, x1, x2, x3);
            OuterProduct.Add(ref e0, ref e1, ref e2, ref e3, Lanes16.All(weights[4]), x0, x1, x2, x3);
            OuterProduct.Add(ref f0, ref f1, ref f2, ref f3, Lanes16.All(weights[5]), x0, x1, x2, x3);
        }

        end->Put(0, a0.Vector, a1.Vector, a2.Vector, a3.Vector);
        end->Put(1, b0.Vector, b1.Vector, b2.Vector, b3.Vector);
        end->Put(2, c0.Vector, c1.Vector, c2.Vector, c3.Vector);
        end->Put(3, d0.Vector, d1.Vector, d2.Vector, d3.Vector);
        end->Put(4, e0.Vector, e1.Vector, e2.Vector, e3.Vector);
        end->Put(5, f0.Vector, f1.Vector, f2.Vector, f3.Vector);
    }
}
