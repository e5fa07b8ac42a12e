namespace Darts.Genotypes;

/// <summary>The rules that hold between a network's numbers.</summary>
public static class NetworkRules
{
    /// <summary>Stride-2 convolutions in the stem of the ImageNet macro (quark0/darts <c>NetworkImageNet</c>).</summary>
    private const int ImageNetStemReductions = 3;

    /// <summary>What is wrong with <paramref name="network"/>; nothing, as a rule.</summary>
    /// <param name="network">A network whose numbers are each within <see cref="GenotypeLimits"/>.</param>
    /// <param name="channels">Where its channels are written.</param>
    /// <param name="input">Where its input is written.</param>
    public static IEnumerable<GenotypeProblem> Check(ImageNetworkSpec network, SourceSpan channels, SourceSpan input)
    {
        int reductions = Enumerable.Range(0, network.Layers).Count(cell => Lowering.KindAt(cell, network.Layers) == CellKind.Reduction)
            + (network.Macro == ImageMacro.ImageNet ? ImageNetStemReductions : 0);
        // Odd sizes halve upwards, and at least two rows and columns must be left before each halving.
        int smallest = (1 << (reductions - 1)) + 1;
        if (network.Input.Height < smallest || network.Input.Width < smallest)
        {
            yield return GenotypeRules.ReductionDoesNotFit.At(input, network.Input.Height, network.Input.Width,
                NetworkReader.NameOf(network.Macro), network.Layers, reductions, smallest);
        }

        // Every other factorized reduction makes the doubled channels of a reduction cell or of a cell after one, which are even.
        if (network.Macro == ImageMacro.ImageNet && network.Channels % 2 != 0)
            yield return GenotypeRules.OddChannels.At(channels, network.Channels);
    }
}
