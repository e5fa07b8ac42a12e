namespace Darts.Genotypes;

/// <summary>A network to compile from a genotype.</summary>
/// <param name="Name">The class name; a valid C# identifier.</param>
public abstract record NetworkSpec(string Name);

/// <summary>The outer shape of an image network.</summary>
public enum ImageMacro
{
    /// <summary>A 3×3 stem at full resolution (quark0/darts <c>NetworkCIFAR</c>).</summary>
    Cifar,

    /// <summary>Three stride-2 convolutions before the first cell (quark0/darts <c>NetworkImageNet</c>).</summary>
    ImageNet,
}

/// <summary>An image classifier.</summary>
/// <param name="Name">The class name.</param>
/// <param name="Macro">The outer shape.</param>
/// <param name="Channels">C: the channels of the first cell's operations.</param>
/// <param name="Layers">The number of cells; those at ⌊L/3⌋ and ⌊2L/3⌋ reduce.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Input">An image's shape.</param>
/// <param name="Auxiliary">Whether a second head sits on the second reduction cell during training.</param>
public sealed record ImageNetworkSpec(string Name, ImageMacro Macro, int Channels, int Layers, int Classes, ImageShape Input, bool Auxiliary) : NetworkSpec(Name);

/// <summary>A language model.</summary>
/// <param name="Name">The class name.</param>
/// <param name="Embedding">The width of word embeddings.</param>
/// <param name="Hidden">The width of the cell's state.</param>
/// <param name="Vocabulary">The number of words.</param>
public sealed record LanguageNetworkSpec(string Name, int Embedding, int Hidden, int Vocabulary) : NetworkSpec(Name);

/// <summary>The shape of one image or feature map, without the batch: [C, H, W].</summary>
/// <param name="Channels">C ≥ 1.</param>
/// <param name="Height">H ≥ 1, pixels.</param>
/// <param name="Width">W ≥ 1, pixels.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Channels}×{Height}×{Width}";
}
