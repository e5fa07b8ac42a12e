using Darts.Networks;

namespace Darts.Training;

/// <summary>Grey to colour and back.</summary>
internal static class ChannelConversion
{
    /// <summary>Only 1 and 3 channels can be made into each other.</summary>
    public static void Check(string name, int from, int to)
    {
        if (from != to && (from, to) is not ((1, 3) or (3, 1)))
        {
            throw new DartsException($"The images of '{name}' have {from} channel{(from == 1 ? "" : "s")}; they cannot be made into images of {to}.");
        }
    }

    /// <summary>Converts one planar image [C, H, W].</summary>
    /// <returns>The image with <paramref name="to"/> channels; itself if it has as many.</returns>
    public static byte[] Convert(byte[] image, int from, int to)
    {
        if (from == to)
        {
            return image;
        }

        var area = image.Length / from;
        var converted = new byte[area * to];
        for (var pixel = 0; pixel < area; pixel++)
        {
            if (to == 1)
            {
                converted[pixel] = Luma(image[pixel], image[area + pixel], image[(2 * area) + pixel]);
            }
            else
            {
                converted[pixel] = converted[area + pixel] = converted[(2 * area) + pixel] = image[pixel];
            }
        }

        return converted;
    }

    // ITU-R BT.601 in 16-bit fixed point, rounded: what image libraries call "grey".
    private static byte Luma(int red, int green, int blue) => (byte)(((19595 * red) + (38470 * green) + (7471 * blue) + 0x8000) >> 16);
}
