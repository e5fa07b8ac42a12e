namespace Darts.Training;

/// <summary>What is done to training images at random.</summary>
/// <param name="CropPadding">Pixels of black put around an image before one of its own size is cut out of that; 0 to leave it where it is. CIFAR: 4.</param>
/// <param name="Flip">Whether half of the images are mirrored left to right.</param>
/// <param name="Cutout">The side of a square set to the mean, somewhere in the image and possibly over its border, in pixels; 0 for none
/// (DeVries and Taylor, 2017). CIFAR: 16.</param>
public sealed record Augmentation(int CropPadding, bool Flip, int Cutout)
{
    /// <summary>Images as they are.</summary>
    public static Augmentation None { get; } = new(0, false, 0);
}
