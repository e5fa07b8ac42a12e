using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Which edges of a cell each image loses in this pass; the default value drops nothing.</summary>
public readonly struct CellDrops
{
    // Made once: a scalar for each addition would be one native allocation and one finaliser each, and the finaliser may run before the native call has read it.
    private static readonly Scalar One = 1.0;

    private readonly Tensor? _masks;

    /// <summary>Drops.</summary>
    /// <param name="masks">[edges, N, 1, 1, 1]: 0 where an image loses an edge's output, and what to scale it up by elsewhere.</param>
    internal CellDrops(Tensor masks) => _masks = masks;

    /// <summary>[edges, N, 1, 1, 1], or null if nothing is dropped.</summary>
    internal Tensor? Masks => _masks;

    /// <summary>The address of what an edge's output is multiplied by, [N]; 0 if nothing is dropped. For float32 on the CPU.</summary>
    /// <param name="edge">The edge's place among the cell's.</param>
    internal nint FactorsOf(int edge) => _masks is null ? 0 : CpuKernels.Address(_masks) + (nint)(edge * _masks.shape[1] * sizeof(float));

    /// <summary>An edge's output after drop path.</summary>
    /// <param name="edge">The edge's place among the cell's.</param>
    /// <param name="output">[N, C, H, W].</param>
    /// <returns>A new tensor; <paramref name="output"/> itself if nothing is dropped.</returns>
    public Tensor On(int edge, Tensor output) => _masks is null ? output : output * _masks[edge];

    /// <summary>A node: the sum of its edges' outputs after drop path, added up in one tensor.</summary>
    /// <param name="terms">At least one; the outputs are not changed.</param>
    /// <returns>[N, C, H, W]; the output itself if there is one term and nothing is dropped.</returns>
    public Tensor Sum(params ReadOnlySpan<Term> terms)
    {
        Tensor sum = terms[0].Edge is { } edge ? On(edge, terms[0].Output) : terms[0].Output;
        for (int i = 1; i < terms.Length; i++)
        {
            Tensor? mask = terms[i].Edge is { } dropped ? _masks?[dropped] : null;
            Tensor output = terms[i].Output;
            // What was made here may be overwritten; the first term may be somebody else's.
            bool own = !ReferenceEquals(sum, terms[0].Output);
            sum = (mask, own) switch
            {
                (null, true) => sum.add_(output, One),
                (null, false) => sum.add(output, One),
                (not null, true) => sum.addcmul_(output, mask, One),
                (not null, false) => sum.addcmul(output, mask, One),
            };
        }
        return sum;
    }

    /// <summary>A summand of a node: an edge's output with the edge's number, or an identity, which is never dropped, without.</summary>
    /// <param name="Output">[N, C, H, W].</param>
    /// <param name="Edge">The edge's place among the cell's; null for what is never dropped.</param>
    public readonly record struct Term(Tensor Output, int? Edge)
    {
        /// <summary>An edge's output.</summary>
        public static implicit operator Term((int Edge, Tensor Output) term) => new(term.Output, term.Edge);

        /// <summary>An identity.</summary>
        public static implicit operator Term(Tensor output) => new(output, null);
    }
}
