using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The base of plain recurrent cells: one product a node, word by word, as the original interprets a genotype.</summary>
public abstract class StepCell : LanguageCell
{
    /// <summary>Draws the initial weights.</summary>
    /// <param name="name">The cell's name, for debugging.</param>
    /// <param name="embedding">E, the width of embedded words.</param>
    /// <param name="hidden">H, the width of the state.</param>
    /// <param name="edges">How many edges the genotype has.</param>
    protected StepCell(string name, int embedding, int hidden, int edges)
        : base(name, embedding, hidden, [.. Enumerable.Range(0, edges).Select(static edge => new[] { edge })])
    {
    }

    /// <inheritdoc/>
    public sealed override Tensor Run(Tensor inputs, Tensor hidden, Tensor? mask)
    {
        Tensor[] outputs = inputs.unbind(0);
        for (int t = 0; t < outputs.Length; t++)
            hidden = outputs[t] = Step(outputs[t], hidden, mask);
        return stack(outputs);
    }

    /// <summary>One word.</summary>
    /// <param name="word">[B, E].</param>
    /// <param name="before">The state before it, [B, H].</param>
    /// <param name="mask">[B, H]; null for nothing.</param>
    /// <returns>The state after it, [B, H].</returns>
    protected abstract Tensor Step(Tensor word, Tensor before, Tensor? mask);

    /// <summary>Node 0: from the state before towards what word and state say, as far as the gate is open.</summary>
    protected Tensor Start(Tensor word, Tensor before, Tensor? mask)
    {
        Tensor[] halves = cat([word, Masked(before, mask)], dim: -1).mm(InputWeight).chunk(2, dim: -1);
        return before + (halves[0].sigmoid() * (halves[1].tanh() - before));
    }

    /// <summary>The gate, opened, and the candidate of an edge: both [B, H].</summary>
    /// <param name="edge">The edge's place in the genotype.</param>
    /// <param name="state">What it reads, [B, H].</param>
    /// <param name="mask">[B, H]; null for nothing.</param>
    protected (Tensor Gate, Tensor Candidate) Product(int edge, Tensor state, Tensor? mask)
    {
        Tensor[] halves = Masked(state, mask).mm(Weight(edge)).chunk(2, dim: -1);
        return (halves[0].sigmoid(), halves[1]);
    }

    /// <summary>The cell's output: the mean of nodes.</summary>
    protected static Tensor Mean(params Tensor[] nodes) => stack(nodes, dim: -1).mean([-1]);

    private static Tensor Masked(Tensor state, Tensor? mask) => mask is null ? state : state * mask;
}
