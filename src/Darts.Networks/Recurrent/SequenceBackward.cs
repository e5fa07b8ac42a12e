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

        Tensor? later = null;
        for (int t = (int)tape.Length - 1; t >= 0; t--)
        {
            using var scope = NewDisposeScope();
            Tensor outer = gradient[t] / mean.Length;
            if (later is not null)
                outer.add_(later, 1.0 / mean.Length);
            Tensor before = t > 0 ? tape.Output![t - 1] : tape.Hidden;
            later?.Dispose();
            later = scope.MoveToOuter(Word(tape, mean, outer, before, start[t], products, t));
        }

        Tensor Flat(Tensor values) => values.reshape(-1, values.shape[2]);
        Tensor Read(Tensor states, Tensor products) => Flat(tape.Masked(states)).t().mm(Flat(products));

        Tensor befores = tape.Length == 1 ? tape.Hidden.unsqueeze(0) : cat([tape.Hidden.unsqueeze(0), tape.Output!.narrow(0, 0, tape.Length - 1)]);
        Tensor input = cat([Flat(tape.Inputs).t().mm(Flat(start)), Read(befores, start)]);
        Tensor words = Flat(start).mm(tape.WordWeight.t()).view_as(tape.Inputs);
        return [words, later, input, .. products.Select((product, p) => Read(tape.States[tape.Layout[p].From], product))];
    }

    /// <summary>One word: turns its gates and candidates into the products' gradients.</summary>
    /// <returns>The gradient of the state before.</returns>
    private static Tensor Word(SequenceTape tape, int[] mean, Tensor outer, Tensor before, Tensor start, Tensor[] products, int t)
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
                sum = Add(sum, Gate(gradients[layout.Gates[i].Node], state, product, i, layout.Gates[i].Activation));
            gradients[layout.From] = sum!.add_(tape.Masked(product.mm(tape.Weights[p].t())));
        }
        Tensor direct = Gate(gradients[0], before, start, 0, Activation.Tanh);
        return direct.add_(tape.Masked(start.mm(tape.BeforeWeight.t())));
    }

    private static Tensor Add(Tensor? sum, Tensor term) => sum is null ? term : sum.add_(term);

    /// <summary>s′ = s + c·(f − s): the gradients of what c and f were made from, in their place, and that of s past the product, (1 − c)·∇, a new tensor.</summary>
    private static Tensor Gate(Tensor gradient, Tensor state, Tensor product, int place, Activation activation)
    {
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
        return direct;
    }
}
