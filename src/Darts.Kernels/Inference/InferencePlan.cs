using Darts.Kernels.Weights;

namespace Darts.Kernels.Inference;

/// <summary>Sizes that are known when a network is compiled.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Architecture">The hash of the genotype it was compiled from.</param>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Image">Where the image lies, with its border.</param>
/// <param name="Features">What the classifier averages over its pixels.</param>
/// <param name="FeatureHeight">Its rows.</param>
/// <param name="FeatureWidth">Its columns.</param>
/// <param name="Classifier">Where the classifier's weights begin.</param>
/// <param name="Weights">Floats of all weights.</param>
/// <param name="Arena">Floats of all maps.</param>
/// <param name="Inputs">Columns of the widest matrix.</param>
/// <param name="Size">What weights of this network say of its size (<see cref="WeightsOwner.Size"/>).</param>
public sealed record InferencePlan(
    string Name,
    string Architecture,
    int Channels,
    int Height,
    int Width,
    int Classes,
    Map Image,
    Map Features,
    int FeatureHeight,
    int FeatureWidth,
    int Classifier,
    int Weights,
    int Arena,
    int Inputs,
    string Size = "")
{
    /// <summary>Whose weights it takes.</summary>
    public WeightsOwner Owner => new(Name, Architecture, Size);
}
