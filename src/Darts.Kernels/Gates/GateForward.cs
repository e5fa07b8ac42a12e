using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>What follows a product of gates, in one pass: gates are opened, σ(c), and candidates go through their activation, f(h), both in their place; every node is s + σ(c)·(f(h) − s).</summary>
/// <param name="product">The product and the state it read; the first of its gates.</param>
/// <param name="nodes">The nodes, in the order of their gates.</param>
/// <param name="mean">What nodes have a share in, [B, H].</param>
/// <param name="mask">What products read nodes through, [B, H]; null for nothing.</param>
internal sealed unsafe class GateForward(GateTensors product, GateNode[] nodes, float* mean, float* mask) : VectorWork
{
    /// <summary>Computes it.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="product">The product and the state it read; the first of its gates.</param>
    /// <param name="nodes">The nodes, in the order of their gates.</param>
    /// <param name="mean">The address of what nodes have a share in, [B, H].</param>
    /// <param name="mask">The address of what products read nodes through, [B, H]; 0 for nothing.</param>
    public static void Run(Workers workers, GateTensors product, GateNode[] nodes, nint mean, nint mask)
    {
        using var entered = workers.Enter();
        workers.Run(new GateForward(product, nodes, (float*)mean, (float*)mask), product.Rows);
    }

    /// <summary>A row: all its nodes, for they have shares in one mean.</summary>
    protected override void Do<V>(int row, int thread)
    {
        int whole = product.Width - (product.Width % V.Count);
        for (int place = 0; place < nodes.Length; place++)
        {
            Part<V>(row, place, 0, whole);
            Part<Lanes1>(row, place, whole, product.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Part<V>(int row, int place, int from, int to)
        where V : struct, ILanes<V>
    {
        GateNode node = nodes[place];
        long start = (long)row * product.Width;
        float* state = (float*)product.State + start, gate = (float*)product.Product + (row * product.ProductRow) + (2L * place * product.Width), candidate = gate + product.Width;
        float* result = (float*)node.State + start, share = mean + start, masked = (float*)node.Masked + start, factors = mask + start;
        V part = V.All(node.Share);
        for (int i = from; i < to; i += V.Count)
        {
            V open = GateFunctions.Sigmoid(V.Load(gate + i)), activated = GateFunctions.Activated(node.Activation, V.Load(candidate + i)), before = V.Load(state + i);
            V moved = V.Fma(open, activated - before, before);
            V.Store(open, gate + i);
            V.Store(activated, candidate + i);
            V.Store(moved, result + i);
            if (node.IsFirst)
                V.Store(moved * part, share + i);
            else if (node.Share > 0)
                V.Store(V.Fma(moved, part, V.Load(share + i)), share + i);
            if (node.Masked != 0)
                V.Store(moved * V.Load(factors + i), masked + i);
        }
    }
}
