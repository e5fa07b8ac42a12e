namespace Darts.Genotypes;

/// <summary>An image network with nothing left to decide: every cell placed, every shape known. What passes rewrite and emitters print.</summary>
/// <param name="Name">The class name.</param>
/// <param name="Genotype">The name of the architecture.</param>
/// <param name="Input">An image's shape.</param>
/// <param name="Stem">What stands before the first cell.</param>
/// <param name="Normal">What normal cells compute.</param>
/// <param name="Reduction">What reduction cells compute.</param>
/// <param name="Cells">The cells in order; at least one.</param>
/// <param name="Auxiliary">The second head, if the network has one.</param>
/// <param name="Classifier">The head: global average pooling, then one linear layer.</param>
public sealed record NetworkGraph(
    string Name,
    string Genotype,
    ImageShape Input,
    StemGraph Stem,
    CellGraph Normal,
    CellGraph Reduction,
    EquatableArray<PlacedCell> Cells,
    AuxiliaryGraph? Auxiliary,
    ClassifierGraph Classifier)
{
    /// <summary>What a cell of this kind computes.</summary>
    public CellGraph CellOf(CellKind kind) => kind == CellKind.Normal ? Normal : Reduction;
}

/// <summary>The layers before the first cell.</summary>
/// <param name="Macro">CIFAR: one 3×3 convolution to 3C channels. ImageNet: three of stride 2.</param>
/// <param name="Channels">C: the channels of the first cell.</param>
/// <param name="Before">The first cell's c_{k-2}.</param>
/// <param name="Previous">The first cell's c_{k-1}; the same value in the CIFAR macro, half the resolution in the ImageNet macro.</param>
public sealed record StemGraph(ImageMacro Macro, int Channels, ImageShape Before, ImageShape Previous);

/// <summary>The head that sits on the second reduction cell while training (Szegedy et al., 2015; quark0/darts <c>AuxiliaryHead*</c>).</summary>
/// <param name="Macro">Whose head: the ImageNet one has no second batch norm and a smaller stride.</param>
/// <param name="Cell">The cell whose output it reads.</param>
/// <param name="Input">That output's shape.</param>
/// <param name="Pooling">Fixed where the original's pooling gives the 2×2 the head needs.</param>
/// <param name="Classes">The number of classes.</param>
public sealed record AuxiliaryGraph(ImageMacro Macro, int Cell, ImageShape Input, AuxiliaryPooling Pooling, int Classes);

/// <summary>How the auxiliary head comes to its 2×2 map.</summary>
public enum AuxiliaryPooling
{
    /// <summary>The original's 5×5 average.</summary>
    Fixed,

    /// <summary>Adaptive average pooling, for inputs that the original rejects.</summary>
    Adaptive,
}

/// <summary>Global average pooling and a linear layer.</summary>
/// <param name="Input">The last cell's output.</param>
/// <param name="Classes">The number of classes.</param>
public sealed record ClassifierGraph(ImageShape Input, int Classes);
