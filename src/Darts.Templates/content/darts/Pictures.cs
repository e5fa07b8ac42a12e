using SkiaSharp;

/// <summary>Pictures in files: PNG, JPEG and what else SkiaSharp reads.</summary>
internal static class Pictures
{
    /// <summary>Reads a picture as a network takes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <param name="height">The height it is brought to.</param>
    /// <param name="width">The width it is brought to.</param>
    /// <returns>[C, H, W], from 0 to 1.</returns>
    /// <exception cref="IOException">The file cannot be read or is no picture.</exception>
    public static float[] Read(string path, int channels, int height, int width)
    {
        using var stream = File.OpenRead(path);
        using var decoded = SKBitmap.Decode(stream) ?? throw new IOException($"'{path}' is no picture.");
        using var bitmap = decoded.Resize(new SKImageInfo(width, height, channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888), SKFilterQuality.High);
        byte[] bytes = bitmap.Bytes;
        float[] pixels = new float[channels * height * width];
        for (int i = 0; i < pixels.Length; i++)
        {
            int channel = i / (height * width), pixel = i % (height * width);
            pixels[i] = bytes[(pixel * bitmap.BytesPerPixel) + channel] / 255f;
        }
        return pixels;
    }
}
