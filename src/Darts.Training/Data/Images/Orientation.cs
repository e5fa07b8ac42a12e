using Darts.Kernels.Models;
using SkiaSharp;

namespace Darts.Training;

/// <summary>The ways a camera may have been held, as EXIF tells.</summary>
internal static class Orientation
{
    /// <summary>Turns interleaved RGBA into a planar, upright RGB image over white.</summary>
    /// <param name="rgba">[H, W, 4] bytes, alpha not multiplied in.</param>
    /// <param name="height">H as stored.</param>
    /// <param name="width">W as stored.</param>
    /// <param name="origin">Where the stored first row and column lie.</param>
    public static (byte[] Image, ImageSize Size) Upright(ReadOnlySpan<byte> rgba, int height, int width, SKEncodedOrigin origin)
    {
        var size = origin >= SKEncodedOrigin.LeftTop ? new ImageSize(3, width, height) : new ImageSize(3, height, width);
        var area = height * width;
        var image = new byte[size.Count];
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                var (row, column) = Stored(y, x, height, width, origin);
                var pixel = rgba.Slice(4 * ((row * width) + column), 4);
                for (var channel = 0; channel < 3; channel++)
                {
                    image[(channel * area) + (y * size.Width) + x] = Colours.OverWhite(pixel[channel], pixel[3]);
                }
            }
        }

        return (image, size);
    }

    /// <summary>Where the pixel that belongs at (<paramref name="y"/>, <paramref name="x"/>) is stored.</summary>
    private static (int Row, int Column) Stored(int y, int x, int height, int width, SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.TopRight => (y, width - 1 - x),
        SKEncodedOrigin.BottomRight => (height - 1 - y, width - 1 - x),
        SKEncodedOrigin.BottomLeft => (height - 1 - y, x),
        SKEncodedOrigin.LeftTop => (x, y),
        SKEncodedOrigin.RightTop => (height - 1 - x, y),
        SKEncodedOrigin.RightBottom => (height - 1 - x, width - 1 - y),
        SKEncodedOrigin.LeftBottom => (x, width - 1 - y),
        _ => (y, x),
    };
}
