using Darts.Kernels.Models;
using Darts.Networks;
using Darts.Training;

namespace Darts.Shipping;

/// <summary>What a model knows of the data it was trained on.</summary>
/// <param name="Classes">The name of each class.</param>
/// <param name="Mean">The mean of each channel, of pixels in [0, 1].</param>
/// <param name="Std">The standard deviation of each channel.</param>
internal sealed record ModelData(IReadOnlyList<string> Classes, IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    /// <summary>Reads what the weights file says, and checks it against the network.</summary>
    /// <param name="weights">The file.</param>
    /// <param name="classNames">A text file with a name a line in place of the weights' own; null for those.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="channels">The channels of its input.</param>
    /// <param name="classes">The number of its classes.</param>
    /// <exception cref="DartsException">The facts are missing or not the network's.</exception>
    public static ModelData Of(string weights, string? classNames, string network, int channels, int classes)
    {
        var facts = TrainedWeights.FactsOf(weights)
            ?? throw new DartsException($"'{weights}' does not say how pictures are normalised and what the classes are called; weights trained by darts do.");
        var names = classNames is null ? facts.Classes : ClassNames.Read(classNames);
        if (names.Count != classes)
            throw new DartsException($"'{classNames ?? weights}' names {names.Count} classes, and {network} has {classes}.");
        var (mean, std) = facts.Normalisation;
        if (mean.Count != channels || std.Count != channels)
            throw new DartsException($"'{weights}' normalises {mean.Count} channels, and {network} takes pictures of {channels}.");
        try
        {
            _ = new ImagePreprocessing([.. mean], [.. std]);
        }
        catch (ArgumentException e)
        {
            throw new DartsException($"'{weights}' holds a normalisation that no picture can have: mean [{string.Join(", ", mean)}], std [{string.Join(", ", std)}]. A model of pictures has 1 or 3 channels.", e);
        }
        return new(names, mean, std);
    }
}
