namespace Darts.Kernels.Models;

/// <summary>A decoded picture of any size, upright.</summary>
/// <param name="Bytes">Height · width pixels.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Format">How the bytes follow one another.</param>
public readonly record struct ImagePixels(ReadOnlyMemory<byte> Bytes, int Width, int Height, PixelFormat Format = PixelFormat.Rgb);
