using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Support;

/// <summary>The recurrent search network as it is written down (quark0/darts <c>rnn/model_search.py</c>): word by word, node by node, activation by activation. Slow: the oracle of tests and the peer in
/// benchmarks.</summary>
public sealed class PlainRecurrentSupernet : LanguageModel
{
    private readonly PlainCell _cell;

    /// <summary>The same network as another, in its type, with parameters of its own.</summary>
    /// <param name="like">Whose state is copied.</param>
    /// <param name="alphas">α, [36, 5]; borrowed.</param>
    public PlainRecurrentSupernet(RecurrentSupernet like, Tensor alphas)
        : this(like, new PlainCell(like.Description.Hidden, alphas))
    {
    }

    private PlainRecurrentSupernet(RecurrentSupernet like, PlainCell cell)
        : base(like.Description, cell)
    {
        _cell = cell;
        var state = like.state_dict();
        ((nn.Module)this).to(state["decoder.bias"].device).to(state["decoder.bias"].dtype);
        using var noGradients = no_grad();
        foreach (var (name, tensor) in state_dict())
            tensor.copy_(state[name]);
    }

    /// <inheritdoc/>
    protected override Tensor Run(Tensor inputs, Tensor hidden, Tensor? mask) => _cell.Run(inputs, hidden, mask);

    private sealed class PlainCell : StepCell
    {
        private const int Nodes = 8;
        private readonly Tensor _alphas;
        private readonly BatchNorm _norm;

        public PlainCell(int width, Tensor alphas)
            : base(nameof(PlainCell), width, width, Nodes)
        {
            (_alphas, _norm) = (alphas, new BatchNorm(width, affine: false));
            register_module("bn", _norm);
        }

        protected override Tensor Step(Tensor word, Tensor before, Tensor? mask)
        {
            Tensor first = _norm.forward(Start(word, before, mask)), weights = _alphas.softmax(-1), states = first.unsqueeze(0);
            int row = 0;
            for (int node = 0; node < Nodes; node++)
            {
                long edges = node + 1;
                var (gates, candidates) = Product(node, states.view(-1, Hidden), mask?.repeat(edges, 1));
                Tensor gate = gates.view(edges, -1, Hidden), candidate = candidates.view(edges, -1, Hidden), sum = zeros_like(first);
                // Column 0 is none: nothing of it.
                sum += Mixed(1, candidate.tanh());
                sum += Mixed(2, candidate.relu());
                sum += Mixed(3, candidate.sigmoid());
                sum += Mixed(4, candidate);
                states = cat([states, _norm.forward(sum).unsqueeze(0)]);
                row += (int)edges;

                Tensor Mixed(int column, Tensor activated) => (weights.narrow(0, row, edges).narrow(1, column, 1).unsqueeze(-1) * (states + (gate * (activated - states)))).sum([0]);
            }
            return states.narrow(0, 1, Nodes).mean([0]);
        }
    }
}
