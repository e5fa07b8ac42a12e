using SkiaSharp;

namespace Darts.Training.Tests;

/// <summary>Writes image files.</summary>
internal static class Pictures
{
    /// <summary>A picture of one colour.</summary>
    public static void Plain(string file, SKColor colour, int width = 8, int height = 8, SKEncodedImageFormat format = SKEncodedImageFormat.Png) =>
        Write(file, width, height, (_, _) => colour, format);

    public static void Write(string file, int width, int height, Func<int, int, SKColor> colour, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb()));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, colour(y, x));
            }
        }

        using var data = bitmap.Encode(format, 100);
        File.WriteAllBytes(file, data.ToArray());
    }

    /// <summary>A folder of classes with so many 8×8 images each; the colour tells class and image.</summary>
    public static void Classes(TempFolder folder, string sub, params (string Class, int Count)[] classes)
    {
        for (var c = 0; c < classes.Length; c++)
        {
            for (var i = 0; i < classes[c].Count; i++)
            {
                Plain(folder.File(sub, classes[c].Class, $"{i:00}.png"), new SKColor((byte)(40 * c), (byte)i, 200));
            }
        }
    }

    /// <summary>Puts an EXIF orientation into a JPEG file.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return [0xff, 0xd8, 0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }
}
