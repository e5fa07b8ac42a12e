namespace Darts.Kernels.Inference;

/// <summary>Up to 64 pixels of a map that are computed at once: a rectangle, at most 16 wide so that a row is one vector.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Columns">How many columns.</param>
internal readonly record struct Strip(int Top, int Left, int Rows, int Columns)
{
    /// <summary>The most pixels a strip has: the widest tile of <see cref="PointwiseTile"/>.</summary>
    public const int Pixels = 64;

    private const int Widest = 16;

    /// <summary>How many strips cover a map.</summary>
    public static int Count(int height, int width) => Across(height, Tall(height, width)) * Across(width, Wide(width));

    /// <summary>One of the strips that cover a map. All are of one size: those at the lower and right edges overlap their neighbours rather than being smaller.</summary>
    public static Strip Of(int index, int height, int width)
    {
        int columns = Wide(width), rows = Tall(height, width), across = Across(width, columns);
        return new(Math.Min(index / across * rows, height - rows), Math.Min(index % across * columns, width - columns), rows, columns);
    }

    /// <summary>The widest vector that is not wider than a row.</summary>
    public VectorWidth Lanes(VectorWidth widest) => Columns >= (int)widest ? widest : Columns >= 8 ? VectorWidth.Bits256 : Columns >= 4 ? VectorWidth.Bits128 : VectorWidth.Scalar;

    private static int Wide(int width) => Math.Min(width, Widest);

    private static int Tall(int height, int width) => Math.Min(height, Pixels / Wide(width));

    private static int Across(int length, int step) => (length + step - 1) / step;
}
