using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// Several branches of one geometry that read one value, computed as one: their weights lie one after the other in one tensor, and their outputs in one map
/// of as many times the channels. Exact, gradients and batch statistics too, for everything in a branch works on its own channels.
/// </summary>
public static class Merging
{
    /// <summary>
    /// What a branch's output may have of elements, on a CPU, for one pass over all branches to pay: below it fewer and larger calls win, above it each
    /// branch by itself stays in the cache. (Measured with 3 branches on 2 cores: at 131,072 merged is up to 1.3 times as fast, at 262,144 up to 1.6 times as slow.)
    /// </summary>
    private const long LargestOnCpu = 200_000;

    /// <summary>
    /// The same on a GPU: below it calls take longer than what they ask for, above it float32 convolutions in groups do, which have no tensor cores. (DARTS_V2 on an H100: at batch 256 inference takes
    /// 30 ms with this limit and 61 without one, at batch 64, whose largest map has 2,359,296 elements, 10 ms merged and 12 not.)
    /// </summary>
    private const long LargestOnGpu = 2_500_000;

    /// <summary>Whether branches that read <paramref name="rectified"/> are better computed together.</summary>
    /// <param name="rectified">What they read, [N, C, H, W].</param>
    /// <param name="branches">How many there are.</param>
    public static bool Pays(Tensor rectified, int branches) =>
        branches > 1 && rectified.numel() <= (rectified.device_type == TorchSharp.DeviceType.CPU ? LargestOnCpu : LargestOnGpu);

    /// <summary>The value once for each branch: [N, C, H, W] → [N, branches·C, H, W].</summary>
    /// <param name="value">What the branches read.</param>
    /// <param name="branches">How many there are.</param>
    public static Tensor Repeat(Tensor value, int branches) => cat([.. Enumerable.Repeat(value, branches)], dim: 1);

    /// <summary>The value once for each branch, or null where it is already.</summary>
    /// <param name="value">What the branches read, [N, C, H, W] or [N, branches·C, H, W].</param>
    /// <param name="channels">C.</param>
    /// <param name="branches">How many there are.</param>
    internal static Tensor? RepeatOnce(Tensor value, int channels, int branches) => branches == 1 || value.shape[1] != channels ? null : Repeat(value, branches);
}
