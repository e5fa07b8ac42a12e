using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The backward pass of a <see cref="SequenceFunction"/>.</summary>
internal static class SequenceBackward
{
    /// <summary>Gradients of inputs, state, <c>_W0</c> and the products' weights. Runs inside a dispose scope.</summary>
    /// <param name="tape">What the forward pass kept; gates and candidates are overwritten.</param>
    /// <param name="mean">The nodes whose mean is the output.</param>
    /// <param name="gradient">Of the outputs, [T, B, H].</param>
    public static Tensor?[] Run(SequenceTape tape, int[] mean, Tensor gradient)
    {
        // A graph that is kept is gone through again.
        bool kept = NativeTensors.Instance!.KeepsGraph();
        Tensor start = kept ? tape.Start.clone() : tape.Start;
        Tensor[] products = kept ? [.. tape.Products.Select(static product => product.clone())] : tape.Products;

        var toBefore = new Factor(tape.BeforeWeight.t(), tape.Rooms[0]);
        Factor[] toStates = [.. tape.Weights.Select((weight, p) => new Factor(weight.t(), tape.Rooms[p + 1]))];
        Tensor? later = null;
        for (int t = (int)tape.Length - 1; t >= 0; t--)
        {
            using var scope = NewDisposeScope();
            Tensor outer = gradient[t] / mean.Length;
            if (later is not null)
                outer.add_(later, 1.0 / mean.Length);
            later?.Dispose();
            Tensor state = Word(tape, mean, outer, products, toStates, t);
            Tensor direct = Gate(null, state, t > 0 ? tape.Output![t - 1] : tape.Hidden, start[t], 0, Activation.Tanh);
            later = scope.MoveToOuter(AddThrough(direct, tape, start[t], toBefore));
        }
        Tensor words = empty_like(tape.Inputs), input = empty_like(tape.InputWeight);
        new Factor(tape.WordWeight.t(), tape.Rooms[0]).Multiply(Flat(start), Flat(words));
        long embedding = tape.WordWeight.shape[0];
        var starts = new Factor(Flat(start), tape.Rooms[0]);
        starts.Multiply(Flat(tape.Inputs).t(), input.narrow(0, 0, embedding));
        Tensor befores = tape.Length == 1 ? tape.Hidden.unsqueeze(0) : cat([tape.Hidden.unsqueeze(0), tape.Output!.narrow(0, 0, tape.Length - 1)]);
        starts.Multiply(Flat(tape.Masked(befores)).t(), input.narrow(0, embedding, tape.Width));
        return [words, later, input, .. products.Select((product, p) => WeightGradient(tape, tape.Layout[p].From, product))];
    }

    private static Tensor Flat(Tensor values) => values.view(-1, values.shape[2]);

    /// <summary>A product's gradient of its weights, over all words at once.</summary>
    private static Tensor WeightGradient(SequenceTape tape, int from, Tensor product)
    {
        using var scope = NewDisposeScope();
        Tensor read = tape.MaskedOf(from) ?? tape.Masked(tape.States[from]);
        return scope.MoveToOuter(new Factor(Flat(product), tape.Rooms[0]).Times(Flat(read).t()));
    }

    /// <summary>Adds what reaches a state through a product.</summary>
    private static Tensor AddThrough(Tensor sum, SequenceTape tape, Tensor product, Factor toState)
    {
        if (tape.Mask is not null)
            return sum.addcmul_(toState.Times(product), tape.Mask, 1);
        toState.Multiply(product, sum, adds: true);
        return sum;
    }

    /// <summary>One word: turns its gates and candidates into the products' gradients.</summary>
    /// <returns>The gradient of node 0.</returns>
    private static Tensor Word(SequenceTape tape, int[] mean, Tensor outer, Tensor[] products, Factor[] toStates, int t)
    {
        var gradients = new Dictionary<int, Tensor>();
        foreach (int node in mean)
            gradients[node] = outer;
        for (int p = products.Length - 1; p >= 0; p--)
        {
            GateProduct layout = tape.Layout[p];
            Tensor state = tape.States[layout.From][t], product = products[p][t];
            // Others may read the gradient that nodes of the mean begin with.
            Tensor? sum = gradients.TryGetValue(layout.From, out Tensor? own) ? own.clone() : null;
            for (int i = 0; i < layout.Gates.Length; i++)
                sum = Gate(sum, gradients[layout.Gates[i].Node], state, product, i, layout.Gates[i].Activation);
            gradients[layout.From] = AddThrough(sum!, tape, product, toStates[p]);
        }
        return gradients[0];
    }

    /// <summary>s′ = s + c·(f − s): the gradients of what c and f were made from, in their place, and that of s past the product, (1 − c)·∇, added to a sum or, if
    /// there is none yet, as a new one.</summary>
    private static Tensor Gate(Tensor? sum, Tensor gradient, Tensor state, Tensor product, int place, Activation activation)
    {
        if (Factor.Packs(state) && gradient.is_contiguous())
        {
            Tensor total = sum ?? empty_like(state);
            GateBackward.Run(
                CpuKernels.Workers, Gates.Places(state, product, place), (GateActivation)activation, CpuKernels.Address(gradient), CpuKernels.Address(total), adds: sum is not null);
            return total;
        }
        long width = state.shape[1];
        Tensor gate = product.narrow(1, 2L * place * width, width), candidate = product.narrow(1, ((2L * place) + 1) * width, width);
        Tensor opened = gradient * gate, direct = gradient - opened, towards = candidate - state;
        // f′ by f itself.
        switch (activation)
        {
            case Activation.Tanh:
                candidate.mul_(candidate).neg_().add_(1).mul_(opened);
                break;
            case Activation.Relu:
                candidate.sign_().mul_(opened);
                break;
            case Activation.Sigmoid:
                candidate.addcmul_(candidate, candidate, -1).mul_(opened);
                break;
            case Activation.Identity:
                candidate.copy_(opened);
                break;
        }
        // ∇c = ∇·(f − s)·c·(1 − c).
        gate.mul_(towards.mul_(direct));
        return sum is null ? direct : sum.add_(direct);
    }
}
