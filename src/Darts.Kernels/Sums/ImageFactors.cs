namespace Darts.Kernels;

/// <summary>What the images of a batch are multiplied by, as drop path has it.</summary>
internal static unsafe class ImageFactors
{
    /// <summary>An image's factor.</summary>
    /// <param name="factors">The address of all of them, [N]; 0 for 1.</param>
    /// <param name="image">The image's number.</param>
    public static float Of(nint factors, int image) => factors == 0 ? 1 : ((float*)factors)[image];
}
