namespace Darts.Genotypes;

/// <summary>What a network must satisfy, beyond its numbers being in range, for its shapes to exist.</summary>
public static class NetworkRules
{
    /// <summary>Everything that is wrong with a network; nothing if it can be lowered.</summary>
    public static IEnumerable<NetworkFault> Check(ImageNetworkSpec network)
    {
        if (network.Macro == ImageMacro.ImageNet && network.Channels % 2 != 0)
        {
            yield return new(NetworkFaultKind.OddChannels, FormattableString.Invariant(
                $"'channels' is {network.Channels}; macro 'imagenet' needs an even number, because its stem and its first cell halve them"));
        }

        int needed = SmallestSide(network);
        if (Math.Min(network.Input.Height, network.Input.Width) < needed)
        {
            yield return new(NetworkFaultKind.InputTooSmall, FormattableString.Invariant(
                $"an input of {network.Input.Height}×{network.Input.Width} pixels cannot be halved {Halvings(network)} times; height and width must be at least {needed}"));
        }
    }

    /// <summary>Halving rounds up, so n halvings leave one pixel of 2ⁿ, and each of them halves more than one pixel from 2ⁿ⁻¹ + 1 on.</summary>
    private static int SmallestSide(ImageNetworkSpec network) => (1 << (Halvings(network) - 1)) + 1;

    /// <summary>Two reduction cells (one in a network of a single cell), after three halvings by the ImageNet stem.</summary>
    private static int Halvings(ImageNetworkSpec network) =>
        (network.Layers / 3 == 2 * network.Layers / 3 ? 1 : 2) + (network.Macro == ImageMacro.ImageNet ? 3 : 0);
}

/// <summary>What is wrong with a network.</summary>
public enum NetworkFaultKind
{
    /// <summary>Channels that something must halve are odd.</summary>
    OddChannels,

    /// <summary>A reduction would have to halve a single pixel.</summary>
    InputTooSmall,
}

/// <summary>One thing wrong with a network.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">What was found and what is needed, for the user.</param>
public sealed record NetworkFault(NetworkFaultKind Kind, string Message);
