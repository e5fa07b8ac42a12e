using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Training;

/// <summary>Labelled images in memory.</summary>
/// <param name="Images">uint8 [N, C, H, W] on the CPU.</param>
/// <param name="Labels">int64 [N] on the CPU; each an index into the classes.</param>
public sealed record ImageSet(Tensor Images, Tensor Labels) : IDisposable
{
    private const int ShrunkAtOnce = 1024;

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

    /// <summary>The images at a smaller size: each pixel the mean of <paramref name="factor"/> × <paramref name="factor"/>, fewer at the right and lower border.</summary>
    /// <param name="factor">At least 1; 1 gives images that share memory with this set.</param>
    /// <returns>uint8 [N, C, ⌈H/factor⌉, ⌈W/factor⌉] with the same labels; disposed by the caller.</returns>
    public ImageSet Shrunk(int factor)
    {
        if (factor == 1)
            return Slice(0, Count);
        using var scope = NewDisposeScope();
        // In parts: as floats, all images at once would take four times their memory.
        Tensor[] parts = [.. Images.split(ShrunkAtOnce).Select(part => Shrink(part, factor))];
        return new(cat(parts).DetachFromDisposeScope(), Labels.alias().DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }

    private static Tensor Shrink(Tensor images, int factor)
    {
        using var scope = NewDisposeScope();
        return F.avg_pool2d(images.to(ScalarType.Float32), factor, factor, ceil_mode: true).round().to(ScalarType.Byte).MoveToOuterDisposeScope();
    }
}
