namespace Darts.Genotypes;

/// <summary>Where an image network reduces, and what that does to its resolution: the arithmetic that validation, lowering and drawing share.</summary>
public static class Layout
{
    /// <summary>Stride-2 steps of the ImageNet macro before its first cell's output: three convolutions of the stem (quark0/darts <c>NetworkImageNet</c>).</summary>
    public const int ImageNetStemReductions = 3;

    /// <summary>Whether cell <paramref name="cell"/> of <paramref name="layers"/> is a reduction cell: those at ⌊L/3⌋ and ⌊2L/3⌋, which are one for L = 1.</summary>
    public static bool IsReduction(int cell, int layers) => cell == layers / 3 || cell == 2 * layers / 3;

    /// <summary>Rows or columns after a step of stride 2; odd sizes are padded by one.</summary>
    public static int Halve(int size) => (size + 1) / 2;

    /// <summary>How often a network halves its input.</summary>
    public static int Reductions(ImageMacro macro, int layers) =>
        (macro == ImageMacro.ImageNet ? ImageNetStemReductions : 0) + (layers / 3 == 2 * layers / 3 ? 1 : 2);

    /// <summary>The fewest rows and columns that can be halved <paramref name="reductions"/> times: at least two are left before each.</summary>
    public static int SmallestInput(int reductions) => (1 << (reductions - 1)) + 1;
}
