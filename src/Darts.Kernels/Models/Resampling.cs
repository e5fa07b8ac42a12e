namespace Darts.Kernels.Models;

/// <summary>
/// Separable resampling with a triangle filter that widens when shrinking, so that a small picture of a large photo shows averages and not every n-th pixel
/// (bilinear with antialiasing, as image libraries do it). The weights are fixed-point numbers: every machine gives the same bytes, in training and in a product.
/// </summary>
internal static class Resampling
{
    private const int Bits = 22;

    /// <summary>Scales planar <paramref name="image"/> so that it covers the wanted shape, and cuts what stands over evenly on both sides: nothing is distorted.</summary>
    /// <param name="image">[C, H, W] bytes.</param>
    /// <param name="from">Its shape.</param>
    /// <param name="height">The height wanted, pixels.</param>
    /// <param name="width">The width wanted, pixels.</param>
    public static byte[] Cover(byte[] image, (int Channels, int Height, int Width) from, int height, int width)
    {
        if (from.Height == height && from.Width == width)
        {
            return image;
        }

        var scale = Math.Min((double)from.Height / height, (double)from.Width / width);
        var rows = Weights(from.Height, height, scale);
        var columns = Weights(from.Width, width, scale);
        // Rows that are cut off are not narrowed first: of a picture one pixel wide that would be many times the picture.
        int first = rows[0].Start, used = rows[^1].Start + rows[^1].Taps.Length - first;
        var narrowed = new byte[checked(from.Channels * used * width)];
        for (var row = 0; row < from.Channels * used; row++)
        {
            int source = (row / used * from.Height) + first + (row % used);
            Apply(image.AsSpan(source * from.Width, from.Width), 1, columns, narrowed.AsSpan(row * width, width), 1);
        }

        var resized = new byte[from.Channels * height * width];
        var within = Array.ConvertAll(rows, window => (window.Start - first, window.Taps));
        for (var channel = 0; channel < from.Channels; channel++)
        {
            for (var column = 0; column < width; column++)
            {
                Apply(
                    narrowed.AsSpan((channel * used * width) + column, ((used - 1) * width) + 1),
                    width,
                    within,
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
