using System.Numerics;

namespace Darts.Kernels;

/// <summary>The backward pass of a <see cref="MixtureForward"/>, in one pass over memory: opened gates and candidates become the products' gradients, states get what goes past the products, and every
/// edge's weights the sums over its numbers.</summary>
/// <param name="mixture">The node after its forward pass.</param>
/// <param name="gradient">∇ of the node, [B, H].</param>
/// <param name="states">The states' gradients, [edges, B, H]; added to.</param>
/// <param name="sums">The weights' gradients row by row, [edges, B, 5]; added to. Null where nobody wants them.</param>
internal sealed unsafe class MixtureBackward(MixtureTensors mixture, float* gradient, float* states, float* sums) : IWork
{
    /// <summary>Computes it.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="mixture">The node after its forward pass; its products are overwritten.</param>
    /// <param name="gradient">The address of ∇ of the node, [B, H].</param>
    /// <param name="states">The address of the states' gradients, [edges, B, H].</param>
    /// <param name="sums">The address of the weights' gradients, [edges, B, 5]; 0 for none.</param>
    public static void Run(Workers workers, MixtureTensors mixture, nint gradient, nint states, nint sums)
    {
        using var entered = workers.Enter();
        workers.Run(new MixtureBackward(mixture, (float*)gradient, (float*)states, (float*)sums), mixture.Rows);
    }

    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        for (int edge = 0; edge < mixture.Edges; edge++)
            Differentiate(edge, item);
    }

    private void Differentiate(int edge, int row)
    {
        int width = mixture.Width;
        float* s = mixture.State(edge, row), c = mixture.Product(edge, row), h = c + width, g = gradient + ((long)row * width), to = states + (s - (float*)mixture.States);
        MixtureWeights weights = mixture.Of(edge);
        Vector<float> all = weights.All, kept = Vector<float>.Zero, tanh = kept, relu = kept, sigmoid = kept, identity = kept;
        for (int i = 0; i < width; i += Vector<float>.Count)
        {
            int left = width - i;
            Vector<float> gate = RowPart.Load(c + i, left), state = RowPart.Load(s + i, left), whole = RowPart.Load(g + i, left), through = whole * gate, past = whole - through;
            var f = Activated.Of(RowPart.Load(h + i, left));
            RowPart.Store((weights.Mix(f) - (all * state)) * past * gate, c + i, left);
            RowPart.Store(through * weights.Slope(f), h + i, left);
            RowPart.Store(RowPart.Load(to + i, left) + (all * past), to + i, left);
            kept += past * state;
            tanh += through * f.Tanh;
            relu += through * f.Relu;
            sigmoid += through * f.Sigmoid;
            identity += through * f.Identity;
        }
        if (sums is null)
            return;
        float* sum = sums + ((((long)edge * mixture.Rows) + row) * MixtureTensors.Columns);
        float shared = Vector.Sum(kept);
        sum[1] += shared + Vector.Sum(tanh);
        sum[2] += shared + Vector.Sum(relu);
        sum[3] += shared + Vector.Sum(sigmoid);
        sum[4] += shared + Vector.Sum(identity);
    }
}
