using Darts.Kernels.Models;
using SkiaSharp;

namespace Serve;

/// <summary>Decodes what was posted.</summary>
internal static class Pictures
{
    /// <summary>What may be posted: larger bodies are refused before they are read.</summary>
    public const int MostBytes = 8 << 20;

    /// <summary>A small file may hold a huge picture.</summary>
    private const int MostPixels = 24_000_000;

    /// <summary>Decodes a picture as it is stored; a camera's note that it was held sideways is not looked at.</summary>
    /// <param name="file">JPEG, PNG, WebP, GIF or BMP.</param>
    /// <exception cref="PictureException">It is none, damaged, or too large.</exception>
    public static ImagePixels Decode(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new PictureException(StatusCodes.Status422UnprocessableEntity, "This is no picture in a known format: JPEG, PNG, WebP, GIF or BMP.");
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb());
        if ((long)info.Width * info.Height > MostPixels)
            throw new PictureException(StatusCodes.Status413PayloadTooLarge, $"The picture has {info.Width}×{info.Height} pixels; at most {MostPixels} are taken.");
        byte[] pixels = new byte[info.BytesSize];
        unsafe
        {
            fixed (byte* first = pixels)
            {
                if (codec.GetPixels(info, (nint)first) != SKCodecResult.Success)
                    throw new PictureException(StatusCodes.Status422UnprocessableEntity, "The picture is damaged or not complete.");
            }
        }
        return new(pixels, info.Width, info.Height, PixelFormat.Rgba);
    }
}

/// <summary>A picture that is refused.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="message">Why, for whoever posted it.</param>
internal sealed class PictureException(int status, string message) : Exception(message)
{
    /// <summary>The status of the answer.</summary>
    public int Status { get; } = status;
}
