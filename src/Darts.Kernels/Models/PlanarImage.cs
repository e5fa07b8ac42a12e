namespace Darts.Kernels.Models;

/// <summary>A picture channel after channel, as networks take it.</summary>
/// <param name="Bytes">[C, H, W].</param>
/// <param name="Channels">1 or 3.</param>
internal readonly record struct PlanarImage(byte[] Bytes, int Channels)
{
    /// <summary>Takes a picture apart.</summary>
    /// <param name="pixels">Its bytes.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">How the bytes follow one another.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes than that makes, or there is no such format.</exception>
    public static PlanarImage Of(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var (bytes, first, second, third) = format switch
        {
            PixelFormat.Grey => (1, 0, 0, 0),
            PixelFormat.Rgb => (3, 0, 1, 2),
            PixelFormat.Rgba => (4, 0, 1, 2),
            PixelFormat.Bgra => (4, 2, 1, 0),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
        };
        long needed = (long)width * height * bytes;
        if (pixels.Length != needed)
            throw new ArgumentException($"A picture of {width}×{height} pixels, {bytes} {(bytes == 1 ? "byte" : "bytes")} each, takes {needed} bytes; there are {pixels.Length}.", nameof(pixels));
        if (bytes == 1)
            return new(pixels.ToArray(), 1);

        // An image of three channels takes no more bytes than one of three or four bytes a pixel.
        int area = width * height;
        byte[] planes = new byte[3 * area];
        for (int pixel = 0; pixel < area; pixel++)
        {
            var from = pixels.Slice(bytes * pixel, bytes);
            byte alpha = bytes == 4 ? from[3] : byte.MaxValue;
            planes[pixel] = Colours.OverWhite(from[first], alpha);
            planes[area + pixel] = Colours.OverWhite(from[second], alpha);
            planes[(2 * area) + pixel] = Colours.OverWhite(from[third], alpha);
        }
        return new(planes, 3);
    }
}
