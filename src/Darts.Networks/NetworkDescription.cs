using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What a compiled network is: facts fixed when it was compiled.</summary>
/// <param name="Name">The class name, as in the genotype's <c>networks</c>.</param>
/// <param name="GenotypeHash">Identifies the architecture it was compiled from.</param>
/// <param name="Channels">An image's channels.</param>
/// <param name="Height">An image's height, pixels.</param>
/// <param name="Width">An image's width, pixels.</param>
/// <param name="Classes">The number of logits.</param>
/// <param name="Auxiliary">Whether it has an auxiliary head, which works during training only.</param>
/// <param name="Parameters">Its parameters, without the auxiliary head's (as the literature counts).</param>
/// <param name="Size">Its sizes, as files of its weights name them: <c>cifar, channels 36, layers 20, classes 10, input [3, 32, 32]</c>.</param>
public sealed record NetworkDescription(string Name, string GenotypeHash, int Channels, int Height, int Width, int Classes, bool Auxiliary, long Parameters, string Size = "")
{
    /// <summary>Refuses images of another shape.</summary>
    /// <exception cref="DartsException">The images are not [N, Channels, Height, Width].</exception>
    internal void CheckImages(Tensor images)
    {
        long[] shape = images.shape;
        if (shape.Length != 4 || shape[1] != Channels || shape[2] != Height || shape[3] != Width)
            throw new DartsException($"{Name} takes images of shape [N, {Channels}, {Height}, {Width}]; these have shape [{string.Join(", ", shape)}].");
    }
}
