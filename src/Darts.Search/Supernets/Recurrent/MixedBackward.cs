using Darts.Kernels;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The backward pass of a <see cref="MixedSequence"/>, from the last word to the first; runs inside a dispose scope.</summary>
internal sealed class MixedBackward
{
    private static readonly CellSpace Space = CellSpace.Recurrent;

    private readonly MixedTape _tape;
    private readonly MixedWeights _weights;
    private readonly FactorRooms _rooms;
    private readonly Tensor _start;
    private readonly Tensor[] _products;
    private readonly Tensor? _sums;
    private readonly Factor _toBefore;
    private readonly Factor[] _toStates;
    private readonly Tensor[] _gradients;

    /// <summary>Prepares it.</summary>
    /// <param name="tape">What the forward pass kept; its products are overwritten.</param>
    /// <param name="weights">The cell's.</param>
    /// <param name="rooms">Where matrices are packed.</param>
    public MixedBackward(MixedTape tape, MixedWeights weights, FactorRooms rooms)
    {
        (_tape, _weights, _rooms) = (tape, weights, rooms);
        // A graph that is kept is gone through again.
        bool kept = NativeTensors.Instance!.KeepsGraph();
        _start = kept ? tape.Start.clone() : tape.Start;
        _products = kept ? Array.ConvertAll(tape.Products, product => product.clone()) : tape.Products;
        _sums = tape.LearnsMixture ? zeros(Space.Edges, tape.Batch, Space.Operations.Count) : null;
        _toBefore = new Factor(weights.Input.narrow(0, tape.Embedding, tape.Width).t(), rooms[0]);
        _toStates = [.. weights.Nodes.Select((weight, node) => new Factor(weight.t(), rooms[node + 1]))];
        _gradients = weights.Learn ? Array.ConvertAll(weights.Nodes, weight => empty_like(weight)) : [];
    }

    /// <summary>Computes it.</summary>
    /// <param name="gradient">Of the outputs, [T, B, H].</param>
    /// <returns>Of inputs, state, mixture, <c>_W0</c> and <c>_Ws</c>; null where none is wanted.</returns>
    public Tensor?[] Run(Tensor gradient)
    {
        Tensor states = empty(Space.Nodes + 1, _tape.Batch, _tape.Width);
        Tensor later = zeros_like(_tape.Hidden);
        for (int t = _tape.Length - 1; t >= 0; t--)
        {
            using var scope = NewDisposeScope();
            states[0].zero_();
            states.narrow(0, 1, Space.Nodes).copy_((gradient[t] + later).div_(Space.Nodes));
            for (int node = Space.Nodes - 1; node >= 0; node--)
                Node(node, t, states);
            later.copy_(Start(t, states[0]));
        }

        Tensor starts = _start.view(-1, 2L * _tape.Width), words = empty(_tape.Length, _tape.Batch, _tape.Embedding);
        new Factor(_weights.Input.narrow(0, 0, _tape.Embedding).t(), _rooms[0]).Multiply(starts, words.view(-1, _tape.Embedding));
        Tensor?[] learned = _weights.Learn ? [new Factor(starts, _rooms[0]).Times(_tape.Joined.view(starts.shape[0], -1).t()), .. _gradients] : [.. _weights.All.Select(_ => (Tensor?)null)];
        return [words, later, _sums?.sum([1]), .. learned];
    }

    /// <summary>A node of a word: from its gradient to those of the states it reads, of its edges' weights and of its matrix.</summary>
    private void Node(int node, int t, Tensor states)
    {
        long edges = node + 1;
        Tensor own = states[edges], read = states.narrow(0, 0, edges), product = _products[node][t];
        nint sums = _sums is null ? 0 : CpuKernels.Address(_sums) + (nint)((long)Space.Row(node, 0) * _tape.Batch * Space.Operations.Count * sizeof(float));
        _tape.NormOf(node + 1, t).Backward(CpuKernels.Workers, CpuKernels.Address(own));
        MixtureBackward.Run(CpuKernels.Workers, _tape.NodeOf(node, t, _products[node]), CpuKernels.Address(own), CpuKernels.Address(read), sums);
        if (_tape.Mask is null)
            _toStates[node].Multiply(product, read.view(-1, _tape.Width), adds: true);
        else
            read.addcmul_(_toStates[node].Times(product).view(edges, _tape.Batch, _tape.Width), _tape.Mask, 1);
        if (_weights.Learn)
            new Factor(product, _rooms[Space.Nodes + 1]).Multiply(_tape.ReadBy(node, t).t(), _gradients[node], adds: t < _tape.Length - 1);
    }

    /// <summary>Node 0 of a word.</summary>
    /// <returns>The gradient of the state before it.</returns>
    private Tensor Start(int t, Tensor own)
    {
        Tensor before = zeros_like(own);
        _tape.NormOf(0, t).Backward(CpuKernels.Workers, CpuKernels.Address(own));
        MixtureBackward.Run(CpuKernels.Workers, _tape.StartOf(t, _start), CpuKernels.Address(own), CpuKernels.Address(before), 0);
        Tensor through = _toBefore.Times(_start[t]);
        return before.add_(_tape.Mask is null ? through : through.mul_(_tape.Mask));
    }
}
