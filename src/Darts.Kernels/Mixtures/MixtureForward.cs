using System.Numerics;

namespace Darts.Kernels;

/// <summary>A node of a recurrent search cell over all its edges and activations, in one pass over memory. Gates are opened in place; candidates stay as they are.</summary>
/// <param name="mixture">The node.</param>
/// <param name="result">[B, H].</param>
internal sealed unsafe class MixtureForward(MixtureTensors mixture, float* result) : IWork
{
    /// <summary>Computes it.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="mixture">The node; its c becomes σ(c).</param>
    /// <param name="result">The address of [B, H].</param>
    public static void Run(Workers workers, MixtureTensors mixture, nint result)
    {
        using var entered = workers.Enter();
        workers.Run(new MixtureForward(mixture, (float*)result), mixture.Rows);
    }

    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        int width = mixture.Width;
        float* to = result + ((long)item * width);
        for (int edge = 0; edge < mixture.Edges; edge++)
        {
            float* s = mixture.State(edge, item), c = mixture.Product(edge, item), h = c + width;
            MixtureWeights weights = mixture.Of(edge);
            Vector<float> all = weights.All;
            for (int i = 0; i < width; i += Vector<float>.Count)
            {
                int left = width - i;
                Vector<float> gate = Activated.Open(RowPart.Load(c + i, left)), kept = all * RowPart.Load(s + i, left);
                var term = Vector.FusedMultiplyAdd(gate, weights.Mix(Activated.Of(RowPart.Load(h + i, left))) - kept, kept);
                RowPart.Store(gate, c + i, left);
                RowPart.Store(edge == 0 ? term : RowPart.Load(to + i, left) + term, to + i, left);
            }
        }
    }
}
