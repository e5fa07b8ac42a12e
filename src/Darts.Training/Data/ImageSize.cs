namespace Darts.Training;

/// <summary>The shape of one image: [C, H, W].</summary>
/// <param name="Channels">1 (grey) or 3 (red, green, blue) for what can be converted.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Width">Pixels.</param>
public readonly record struct ImageSize(int Channels, int Height, int Width)
{
    /// <summary>C·H·W.</summary>
    public int Count => checked(Channels * Height * Width);

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}×{Height}×{Width}";
}
