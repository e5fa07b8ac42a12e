using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The recurrent cell of the search: every node is the sum over all earlier ones, of each s + σ(c)·(f(h) − s) for the four activations f, weighted by softmax(α); <c>none</c> adds nothing, and
/// its weight is lost. One batch norm without scale, <c>bn</c>, normalises node 0 and every other; its running statistics are those of all of them.</summary>
internal sealed class MixedCell : LanguageCell
{
    private static readonly CellSpace Space = CellSpace.Recurrent;

    private readonly RecurrentArchitecture _architecture;
    private readonly BatchNorm _norm;
    private readonly FactorRooms _rooms = new();

    /// <summary>Draws the initial weights.</summary>
    /// <param name="width">H.</param>
    /// <param name="architecture">α; borrowed.</param>
    public MixedCell(int width, RecurrentArchitecture architecture)
        : base(nameof(MixedCell), width, width, [.. Enumerable.Range(0, Space.Nodes).Select(node => new[] { node })])
    {
        (_architecture, _norm) = (architecture, new BatchNorm(width, affine: false));
        register_module("bn", _norm);
    }

    /// <inheritdoc/>
    public override Tensor Run(Tensor inputs, Tensor hidden, Tensor? mask)
    {
        Tensor weights = _architecture.Recurrent.softmax(-1);
        if (training && MixedSequence.CanRun(inputs))
            return MixedSequence.Run(inputs, hidden, mask, weights, new(InputWeight, [.. Enumerable.Range(0, Space.Nodes).Select(Weight)]), _norm, _rooms);
        Mixture[] mixtures = Mixture.Of(weights);
        Tensor[] words = inputs.unbind(0);
        for (int t = 0; t < words.Length; t++)
            hidden = words[t] = Word(cat([words[t], Masked(hidden, mask)], dim: -1).mm(InputWeight), hidden, mask, mixtures);
        return stack(words);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rooms.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>One word.</summary>
    /// <param name="start">The first product, [B, 2H].</param>
    /// <param name="hidden">The state before, [B, H].</param>
    /// <param name="mask">[B, H]; null for nothing.</param>
    /// <param name="mixtures">Of each node.</param>
    /// <returns>The state after it, [B, H].</returns>
    private Tensor Word(Tensor start, Tensor hidden, Tensor? mask, Mixture[] mixtures)
    {
        var (gate, candidate) = Halves(start, hidden);
        Tensor states = _norm.forward(hidden + (gate * (candidate.tanh() - hidden))).unsqueeze(0);
        for (int node = 0; node < mixtures.Length; node++)
        {
            Tensor product = Masked(states, mask).view(-1, Hidden).mm(Weight(node)).view(node + 1, -1, 2L * Hidden);
            (gate, candidate) = Halves(product, states);
            states = cat([states, _norm.forward(mixtures[node].Move(states, gate, candidate)).unsqueeze(0)]);
        }
        return states.narrow(0, 1, mixtures.Length).mean([0]);
    }

    private (Tensor Gate, Tensor Candidate) Halves(Tensor product, Tensor like) =>
        (product.narrow(-1, 0, Hidden).sigmoid().to(like.dtype), product.narrow(-1, Hidden, Hidden).to(like.dtype));

    private static Tensor Masked(Tensor states, Tensor? mask) => mask is null ? states : states * mask;

    /// <summary>The weights of a node's edges, each [edges, 1, 1]: of every activation, and of all together.</summary>
    private sealed record Mixture(Tensor Tanh, Tensor Relu, Tensor Sigmoid, Tensor Identity, Tensor All)
    {
        public static Mixture[] Of(Tensor weights) => [.. Enumerable.Range(0, Space.Nodes).Select(node =>
        {
            Tensor rows = weights.narrow(0, Space.Row(node, 0), node + 1);
            Tensor[] columns = rows.narrow(1, 1, rows.shape[1] - 1).unsqueeze(-1).unsqueeze(-1).unbind(1);
            return new Mixture(columns[0], columns[1], columns[2], columns[3], columns[0] + columns[1] + columns[2] + columns[3]);
        })];

        /// <summary>Σ over edges and activations of w·(s + c·(f(h) − s)).</summary>
        /// <param name="states">s, [edges, B, H].</param>
        /// <param name="gate">c.</param>
        /// <param name="candidate">h.</param>
        public Tensor Move(Tensor states, Tensor gate, Tensor candidate)
        {
            Tensor mixed = (Tanh * candidate.tanh()) + (Relu * candidate.relu()) + (Sigmoid * candidate.sigmoid()) + (Identity * candidate);
            return (All * states).lerp(mixed, gate).sum([0]);
        }
    }
}
