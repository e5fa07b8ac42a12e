using Darts.Kernels;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A recurrent search cell over a sequence in training, computed by Darts.Kernels as one node of the graph.</summary>
/// <remarks>
/// A node is one matrix product for all states before it and one pass over memory for all edges and activations, forwards and backwards. The pass keeps states, opened gates and candidates; activations
/// are computed again. Gradients that nobody asks for cost nothing: a step of α computes none of the weights'.
/// </remarks>
internal sealed class MixedSequence : AutogradFunction
{
    private static readonly CellSpace Space = CellSpace.Recurrent;

    private readonly MixedWeights _weights;
    private readonly FactorRooms _rooms;
    private MixedTape? _tape;

    private MixedSequence(MixedWeights weights, FactorRooms rooms) => (_weights, _rooms) = (weights, rooms);

    /// <summary>Whether the kernels compute it: float32 on a CPU, outside autocast.</summary>
    public static bool CanRun(Tensor inputs) => Factor.Packs(inputs) && !Autocast.IsOn(CPU);

    /// <summary>The cell's outputs.</summary>
    /// <param name="inputs">[T, B, E].</param>
    /// <param name="hidden">[B, H].</param>
    /// <param name="mask">[B, H]; null for nothing.</param>
    /// <param name="mixture">softmax(α), [36, 5].</param>
    /// <param name="weights">Of the cell.</param>
    /// <param name="norm">Its batch norm; the running statistics move.</param>
    /// <param name="rooms">Where matrices are packed.</param>
    /// <returns>[T, B, H].</returns>
    public static Tensor Run(Tensor inputs, Tensor hidden, Tensor? mask, Tensor mixture, MixedWeights weights, BatchNorm norm, FactorRooms rooms)
    {
        norm.CheckCount(hidden.numel(), hidden.shape[1]);
        Tensor[] all = [inputs, hidden, mixture, .. weights.All];
        bool differentiates = CpuKernels.Differentiates(all);
        var function = new MixedSequence(weights.Aliased(), rooms);
        Tensor output;
        using (no_grad())
        using (var scope = NewDisposeScope())
        {
            var tape = new MixedTape(inputs, hidden, mask, mixture, rooms.Tape);
            function._tape = tape;
            function.Forward(tape, norm);
            output = scope.MoveToOuter(tape.Output.alias());
            if (differentiates)
                tape.Keep();
            else
                function.Release();
        }
        return differentiates ? function.Attach(all, output) : output;
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        var backward = new MixedBackward(_tape!, _weights, _rooms);
        Tensor?[] gradients = backward.Run(gradient);
        foreach (Tensor? tensor in gradients)
        {
            if (tensor is not null)
                scope.MoveToOuter(tensor);
        }
        return gradients;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _tape?.Dispose();
        _weights.Dispose();
        _tape = null;
    }

    private void Forward(MixedTape tape, BatchNorm norm)
    {
        var (_, _, mean, variance) = norm.State(branch: null);
        var start = new Factor(_weights.Input, _rooms[0]);
        Factor[] factors = [.. _weights.Nodes.Select((weight, node) => new Factor(weight, _rooms[node + 1]))];
        nint mask = CpuKernels.Address(tape.Mask);
        for (int t = 0; t < tape.Length; t++)
        {
            using var scope = NewDisposeScope();
            Tensor before = tape.Before(t), joined = tape.Joined[t];
            joined.narrow(1, tape.Embedding, tape.Width).copy_(tape.Mask is null ? before : before * tape.Mask);
            start.Multiply(joined, tape.Start[t]);
            MixtureForward.Run(CpuKernels.Workers, tape.StartOf(t, tape.Start), tape.State(tape.States, t, 0));
            Normalise(0);
            for (int node = 0; node < Space.Nodes; node++)
            {
                factors[node].Multiply(tape.ReadBy(node, t), tape.Products[node][t]);
                MixtureForward.Run(CpuKernels.Workers, tape.NodeOf(node, t, tape.Products[node]), tape.State(tape.States, t, node + 1));
                Normalise(node + 1);
            }
            tape.Output[t].copy_(tape.States[t].narrow(0, 1, Space.Nodes).mean([0]));

            void Normalise(int value) => tape.NormOf(value, t).Forward(
                CpuKernels.Workers, mask, tape.State(tape.Masked, t, value), CpuKernels.Address(mean), CpuKernels.Address(variance));
        }
    }
}
