using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// Drop path (Larsson et al., FractalNet, 2017; quark0/darts <c>utils.drop_path</c>): takes the output of an operation out of its node,
/// for each image of the batch on its own, and scales up what is left. Identities are never dropped.
/// </summary>
/// <param name="probability">How likely an image loses the path; in [0, 1). 0, the default value, drops nothing.</param>
public readonly struct DropPath(double probability)
{
    /// <summary>Decides, for one cell and pass, which edges each image loses.</summary>
    /// <param name="edges">The edges of the cell, identities included: what one seed drops does not depend on how the cell is compiled.</param>
    /// <param name="input">A value of the cell, for the batch size, type and device; its first dimension is N.</param>
    public CellDrops Draw(int edges, Tensor input)
    {
        if (probability == 0)
            return default;
        double keep = 1 - probability;
        // One draw and one division for the whole cell: an edge then costs one multiplication.
        return new CellDrops(empty([edges, input.shape[0], 1, 1, 1], input.dtype, input.device).bernoulli_(keep).div_(keep));
    }
}
