namespace Darts.Kernels.Models;

/// <summary>Grey to colour and back, and colours that let something through.</summary>
internal static class Colours
{
    private const int White = 255;

    /// <summary>Converts one planar image [C, H, W].</summary>
    /// <param name="image">Its bytes.</param>
    /// <param name="from">Its channels, 1 or 3.</param>
    /// <param name="to">The channels wanted, 1 or 3; or those it has.</param>
    /// <returns>The image with <paramref name="to"/> channels; itself if it has as many.</returns>
    public static byte[] Convert(byte[] image, int from, int to)
    {
        if (from == to)
            return image;
        int area = image.Length / from;
        byte[] converted = new byte[area * to];
        for (int pixel = 0; pixel < area; pixel++)
        {
            if (to == 1)
                converted[pixel] = Luma(image[pixel], image[area + pixel], image[(2 * area) + pixel]);
            else
                converted[pixel] = converted[area + pixel] = converted[(2 * area) + pixel] = image[pixel];
        }
        return converted;
    }

    /// <summary>What is seen of a colour over white.</summary>
    /// <param name="colour">One channel, alpha not multiplied in.</param>
    /// <param name="alpha">0: nothing; 255: all of it.</param>
    public static byte OverWhite(byte colour, byte alpha) => (byte)(((colour * alpha) + (White * (White - alpha)) + (White / 2)) / White);

    // ITU-R BT.601 in 16-bit fixed point, rounded: what image libraries call "grey".
    private static byte Luma(int red, int green, int blue) => (byte)(((19595 * red) + (38470 * green) + (7471 * blue) + 0x8000) >> 16);
}
