using Darts.Kernels.Models;
using Darts.Networks;
using SkiaSharp;

namespace Darts.Training;

/// <summary>Decodes one image file to planar bytes.</summary>
internal static class ImageDecoder
{
    /// <summary>To be raised whenever the same file gives other bytes than before: cached images are then decoded again.</summary>
    public const int Version = 1;

    /// <summary>Reads <paramref name="path"/> upright (EXIF orientation), in sRGB, over white where it is transparent; the first frame of an animation.</summary>
    /// <param name="path">JPEG, PNG, WebP, GIF or BMP.</param>
    /// <param name="size">The shape wanted, of 1 or 3 channels.</param>
    /// <returns>[C, H, W] bytes.</returns>
    /// <exception cref="DartsException">The file is no such image, or a damaged one.</exception>
    public static byte[] Decode(string path, ImageSize size)
    {
        var (image, shape) = Read(path);
        return Colours.Convert(Resampling.Cover(image, (shape.Channels, shape.Height, shape.Width), size.Height, size.Width), 3, size.Channels);
    }

    /// <summary>Reads an image in its own size.</summary>
    private static (byte[] Image, ImageSize Size) Read(string path)
    {
        using var codec = Open(path);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb());
        using var bitmap = new SKBitmap(info);
        var result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
        {
            throw new DartsException($"The image '{path}' cannot be decoded: it is {(result == SKCodecResult.IncompleteInput ? "not complete" : "damaged")}.");
        }

        return Orientation.Upright(bitmap.GetPixelSpan(), info.Height, info.Width, codec.EncodedOrigin);
    }

    private static SKCodec Open(string path)
    {
        // Read here and not by path in native code, which cannot say why a file does not open.
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading(path, e);
        }

        using var data = SKData.CreateCopy(bytes);
        return SKCodec.Create(data) ?? throw new DartsException($"'{path}' is no image in a known format (JPEG, PNG, WebP, GIF, BMP), whatever its name says.");
    }
}
