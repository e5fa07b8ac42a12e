using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>Σ wᵢ·yᵢ, added up in place: a term costs one pass over memory and no tensor of its own.</summary>
internal sealed class WeightedSum
{
    // Kept for good: a scalar made for every addition would be one native allocation and one finaliser each.
    private static readonly Scalar One = 1.0;
    private Tensor? _sum;

    /// <summary>The sum, [N, C, H, W].</summary>
    public Tensor Value => _sum ?? throw new InvalidOperationException("A sum without terms.");

    /// <summary>Adds <paramref name="term"/> times <paramref name="weight"/>.</summary>
    /// <param name="term">y, [N, C, H, W].</param>
    /// <param name="weight">w, a tensor without dimensions.</param>
    public void Add(Tensor term, Tensor weight)
    {
        if (_sum is null)
            _sum = term.mul(weight);
        else
            _sum.addcmul_(term, weight, One);
    }
}
