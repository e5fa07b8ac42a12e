namespace Darts.Kernels;

/// <summary>What is done to the pixels of a channel before a convolution reads them: x → max(least, scale·x + shift).</summary>
/// <param name="Scale">1 without a batch norm.</param>
/// <param name="Shift">0 without a batch norm.</param>
/// <param name="Least">0 for a ReLU, −∞ for none.</param>
internal readonly record struct ChannelNorm(float Scale, float Shift, float Least)
{
    /// <summary>Nothing.</summary>
    public static readonly ChannelNorm None = new(1, 0, float.NegativeInfinity);

    /// <summary>A ReLU alone.</summary>
    public static readonly ChannelNorm Rectified = new(1, 0, 0);
}
