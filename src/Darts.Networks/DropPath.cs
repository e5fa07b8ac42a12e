using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// Drop path (Larsson et al., FractalNet, 2017; quark0/darts <c>utils.drop_path</c>): takes the output of an operation out of its node,
/// for each image of the batch on its own, and scales up what is left. Identities are never dropped: callers do not pass them here.
/// </summary>
/// <param name="probability">How likely an image loses the path; in [0, 1). 0, the default value, drops nothing.</param>
public readonly struct DropPath(double probability)
{
    /// <summary>Applies it to an operation's output.</summary>
    /// <param name="output">[N, C, H, W]; overwritten, so nothing else may read it.</param>
    /// <returns><paramref name="output"/> itself.</returns>
    public Tensor On(Tensor output)
    {
        if (probability == 0)
            return output;
        double keep = 1 - probability;
        using Tensor mask = empty([output.shape[0], 1, 1, 1], output.dtype, output.device).bernoulli_(keep);
        // Divide, then multiply: another order rounds differently from the original.
        return output.div_(keep).mul_(mask);
    }
}
