using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Single image files, read as <see cref="ImageFolderFormat"/> reads those of a data set.</summary>
public static class ImageFiles
{
    /// <summary>Decodes files, scaled to cover the shape wanted and cut in the middle.</summary>
    /// <param name="paths">JPEG, PNG, WebP, GIF or BMP; at least one.</param>
    /// <param name="size">The shape wanted, of 1 or 3 channels.</param>
    /// <returns>uint8 [N, C, H, W] on the CPU.</returns>
    /// <exception cref="DartsException">A file is no such image, or images cannot have that many channels.</exception>
    public static Tensor Load(IReadOnlyList<string> paths, ImageSize size)
    {
        ChannelConversion.Check(paths[0], 3, size.Channels);
        return tensor(paths.SelectMany(path => ImageDecoder.Decode(path, size)).ToArray(), [paths.Count, size.Channels, size.Height, size.Width]);
    }
}
