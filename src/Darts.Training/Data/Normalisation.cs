using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>The mean and the standard deviation of each channel, of pixels in [0, 1].</summary>
/// <param name="Mean">C values.</param>
/// <param name="Std">C values &gt; 0.</param>
public sealed record Normalisation(IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    /// <summary>CIFAR-10's, as published with quark0/darts (<c>utils._data_transforms_cifar10</c>).</summary>
    public static Normalisation Cifar10 { get; } = new([0.49139968f, 0.48215827f, 0.44653124f], [0.24703233f, 0.24348505f, 0.26158768f]);

    /// <summary>Computes them from <paramref name="images"/>. Exact integer sums: the result depends neither on the machine nor on its threads.</summary>
    /// <param name="images">uint8 [N, C, H, W], N ≥ 1.</param>
    /// <returns>Mean and population standard deviation; a channel that is the same everywhere has 1 for the latter, so that it becomes 0.</returns>
    public static Normalisation Of(Tensor images)
    {
        using var scope = NewDisposeScope();
        var values = arange(256, float64);
        var moments = Enumerable.Range(0, (int)images.shape[1]).Select(channel =>
        {
            var counts = images.select(1, channel).reshape(-1).bincount(null, 256).to(float64);
            var pixels = counts.sum().item<double>();
            var mean = (counts * values).sum().item<double>() / pixels;
            var variance = ((counts * values * values).sum().item<double>() / pixels) - (mean * mean);
            return (Mean: (float)(mean / 255), Std: variance > 0 ? (float)(Math.Sqrt(variance) / 255) : 1);
        }).ToArray();
        return new([.. moments.Select(moment => moment.Mean)], [.. moments.Select(moment => moment.Std)]);
    }

    /// <summary>Turns pixels into what a network takes.</summary>
    /// <param name="images">uint8 [N, C, H, W] on any device.</param>
    /// <returns>float32 [N, C, H, W] on the same device: (x/255 − mean)/std.</returns>
    public Tensor Apply(Tensor images)
    {
        using var scope = NewDisposeScope();
        using Scalar white = 255;
        var mean = tensor(Mean.ToArray(), [1, Mean.Count, 1, 1], device: images.device);
        var std = tensor(Std.ToArray(), [1, Std.Count, 1, 1], device: images.device);
        return scope.MoveToOuter(images.to(float32).div_(white).sub_(mean).div_(std));
    }

    /// <summary>Compares by the values.</summary>
    /// <param name="other">Another normalisation.</param>
    public bool Equals(Normalisation? other) => other is not null && Mean.SequenceEqual(other.Mean) && Std.SequenceEqual(other.Std);

    /// <inheritdoc/>
    public override int GetHashCode() => Mean.Concat(Std).Aggregate(0, HashCode.Combine);
}
