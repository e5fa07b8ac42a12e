using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Augments whole batches: a few tensor operations for each, whatever the number of images.</summary>
internal static class Augmenter
{
    /// <summary>Crops and mirrors: one gather, since a mirrored crop is the same pixels with columns counted from the other side.</summary>
    /// <param name="images">uint8 [N, C, H, W].</param>
    /// <param name="padding">Black pixels around each image.</param>
    /// <param name="draw">Where to cut.</param>
    /// <returns>uint8 [N, C, H, W] on the same device.</returns>
    public static Tensor CropAndFlip(Tensor images, int padding, AugmentationDraw draw)
    {
        using var scope = NewDisposeScope();
        var (count, channels, height, width) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        var device = images.device;
        var paddedWidth = width + (2 * padding);
        var flip = tensor(draw.Flip, [count, 1], device: device);
        var fromLeft = arange(width, device: device).unsqueeze(0);
        var columns = where(flip, (width - 1) - fromLeft, fromLeft) + tensor(draw.Left, [count, 1], device: device);
        var rows = arange(height, device: device).unsqueeze(0) + tensor(draw.Top, [count, 1], device: device);
        var index = ((rows.unsqueeze(2) * paddedWidth) + columns.unsqueeze(1)).reshape(count, 1, height * width).expand(count, channels, height * width);
        var padded = padding == 0 ? images : nn.functional.pad(images, [padding, padding, padding, padding], PaddingModes.Constant, 0);
        return scope.MoveToOuter(padded.reshape(count, channels, -1).gather(2, index).reshape(count, channels, height, width));
    }

    /// <summary>Sets a square of each normalised image to 0, which is the mean.</summary>
    /// <param name="images">float [N, C, H, W], changed in place.</param>
    /// <param name="length">The square's side; half of it, rounded down, lies before the centre, as in quark0/darts (<c>utils.Cutout</c>), which makes an odd side one shorter.</param>
    /// <param name="draw">Where the centres are.</param>
    public static void Cutout(Tensor images, int length, AugmentationDraw draw)
    {
        using var scope = NewDisposeScope();
        var rows = Inside(draw.CentreRow, images.shape[2], length / 2, images.device).unsqueeze(2);
        var columns = Inside(draw.CentreColumn, images.shape[3], length / 2, images.device).unsqueeze(1);
        using Scalar mean = 0;
        images.masked_fill_(rows.logical_and(columns).unsqueeze(1), mean);
    }

    /// <summary>[N, length] of bool: the positions at least centre − half and below centre + half. What lies outside the image is clipped by not being there.</summary>
    private static Tensor Inside(long[] centres, long length, int half, Device device)
    {
        var distance = arange(length, device: device).unsqueeze(0) - tensor(centres, [centres.Length, 1], device: device);
        return distance.ge(-half).logical_and(distance.lt(half));
    }
}
