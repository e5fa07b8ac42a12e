namespace Darts.Training;

/// <summary>
/// Separable resampling with a triangle filter that widens when shrinking, so that a small picture of a large photo shows averages and not every n-th pixel
/// (bilinear with antialiasing, as image libraries do it). The weights are fixed-point numbers: every machine gives the same bytes.
/// </summary>
internal static class Resampling
{
    private const int Bits = 22;

    /// <summary>Scales planar <paramref name="image"/> so that it covers the wanted shape, and cuts what stands over evenly on both sides: nothing is distorted.</summary>
    /// <param name="image">[C, H, W] bytes.</param>
    /// <param name="from">Its shape.</param>
    /// <param name="height">The height wanted, pixels.</param>
    /// <param name="width">The width wanted, pixels.</param>
    public static byte[] Cover(byte[] image, ImageSize from, int height, int width)
    {
        if (from.Height == height && from.Width == width)
        {
            return image;
        }

        var scale = Math.Min((double)from.Height / height, (double)from.Width / width);
        var rows = Weights(from.Height, height, scale);
        var columns = Weights(from.Width, width, scale);
        var narrowed = new byte[from.Channels * from.Height * width];
        for (var row = 0; row < from.Channels * from.Height; row++)
        {
            Apply(image.AsSpan(row * from.Width, from.Width), 1, columns, narrowed.AsSpan(row * width, width), 1);
        }

        var resized = new byte[from.Channels * height * width];
        for (var channel = 0; channel < from.Channels; channel++)
        {
            for (var column = 0; column < width; column++)
            {
                Apply(
                    narrowed.AsSpan((channel * from.Height * width) + column, ((from.Height - 1) * width) + 1),
                    width,
                    rows,
                    resized.AsSpan((channel * height * width) + column, ((height - 1) * width) + 1),
                    width);
            }
        }

        return resized;
    }

    private static void Apply(ReadOnlySpan<byte> source, int sourceStride, (int Start, int[] Taps)[] weights, Span<byte> target, int targetStride)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            var (start, taps) = weights[i];
            var sum = 1L << (Bits - 1);
            for (var tap = 0; tap < taps.Length; tap++)
            {
                sum += (long)taps[tap] * source[(start + tap) * sourceStride];
            }

            target[i * targetStride] = (byte)Math.Clamp(sum >> Bits, 0, 255);
        }
    }

    /// <summary>For each target pixel, where its window starts in the source and the weights in it, which sum to 1.</summary>
    private static (int Start, int[] Taps)[] Weights(int source, int target, double scale)
    {
        var support = Math.Max(scale, 1);
        var offset = (source - (target * scale)) / 2;
        return [.. Enumerable.Range(0, target).Select(i =>
        {
            var centre = offset + ((i + 0.5) * scale);
            var start = Math.Clamp((int)Math.Floor(centre - support), 0, source - 1);
            var end = Math.Clamp((int)Math.Ceiling(centre + support), start + 1, source);
            var taps = Enumerable.Range(start, end - start).Select(pixel => Math.Max(0, 1 - (Math.Abs(pixel + 0.5 - centre) / support))).ToArray();
            var sum = taps.Sum();
            return (start, taps.Select(tap => (int)Math.Round(tap / sum * (1 << Bits))).ToArray());
        })];
    }
}
