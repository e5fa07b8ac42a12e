using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Labelled images in memory.</summary>
/// <param name="Images">uint8 [N, C, H, W] on the CPU.</param>
/// <param name="Labels">int64 [N] on the CPU; each an index into the classes.</param>
public sealed record ImageSet(Tensor Images, Tensor Labels) : IDisposable
{
    /// <summary>N.</summary>
    public int Count => checked((int)Images.shape[0]);

    /// <summary>The shape of one image.</summary>
    public ImageSize Size => new((int)Images.shape[1], (int)Images.shape[2], (int)Images.shape[3]);

    /// <summary>A set over the given bytes; the tensors live until the set is disposed, whatever scope is open.</summary>
    /// <param name="pixels">N·C·H·W bytes, image by image, row by row within a channel.</param>
    /// <param name="labels">N labels.</param>
    /// <param name="size">An image's shape.</param>
    public static ImageSet Of(byte[] pixels, long[] labels, ImageSize size) => new(
        tensor(pixels, [labels.Length, size.Channels, size.Height, size.Width]).DetachFromDisposeScope(),
        tensor(labels).DetachFromDisposeScope());

    /// <summary>The images from <paramref name="start"/> on, sharing memory with this set. A search splits its training images so.</summary>
    /// <param name="start">The first image.</param>
    /// <param name="count">How many.</param>
    public ImageSet Slice(int start, int count) => new(
        Images.narrow(0, start, count).DetachFromDisposeScope(),
        Labels.narrow(0, start, count).DetachFromDisposeScope());

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
