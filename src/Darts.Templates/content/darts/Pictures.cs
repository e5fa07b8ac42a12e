using Darts.Kernels.Models;
using SkiaSharp;

/// <summary>Pictures in files: PNG, JPEG and what else SkiaSharp reads.</summary>
internal static class Pictures
{
    /// <summary>Decodes a picture.</summary>
    /// <exception cref="IOException">The file cannot be read or is no picture.</exception>
    public static ImagePixels Read(string path)
    {
        using var stream = File.OpenRead(path);
        using var codec = SKCodec.Create(stream) ?? throw new IOException($"'{path}' is no picture.");
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = SKBitmap.Decode(codec, info) ?? throw new IOException($"'{path}' cannot be decoded.");
        return new(bitmap.Bytes, info.Width, info.Height, PixelFormat.Rgba);
    }
}
