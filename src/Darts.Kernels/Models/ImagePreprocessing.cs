namespace Darts.Kernels.Models;

/// <summary>
/// What is done to pictures before a network sees them, as in training: scaled to cover its input (averages when shrinking, nothing distorted), cut in the middle,
/// brought to its channels, then (x/255 − mean)/std.
/// </summary>
public sealed class ImagePreprocessing
{
    private readonly float[] _mean;
    private readonly float[] _std;

    /// <summary>Takes the normalisation.</summary>
    /// <param name="mean">The mean of each channel, of pixels in [0, 1]; 1 or 3 values.</param>
    /// <param name="std">The standard deviation of each channel; as many values, each &gt; 0.</param>
    /// <exception cref="ArgumentException">They are not that.</exception>
    public ImagePreprocessing(ReadOnlySpan<float> mean, ReadOnlySpan<float> std)
    {
        if (mean.Length is not (1 or 3) || std.Length != mean.Length)
            throw new ArgumentException($"Pictures have 1 or 3 channels, each with its mean and standard deviation; these are {mean.Length} and {std.Length}.", nameof(mean));
        (_mean, _std) = (mean.ToArray(), std.ToArray());
        if (!Array.TrueForAll(_mean, float.IsFinite))
            throw new ArgumentException("A mean is no finite number.", nameof(mean));
        if (!Array.TrueForAll(_std, static deviation => float.IsFinite(deviation) && deviation > 0))
            throw new ArgumentException("A standard deviation is no finite number above 0.", nameof(std));
    }

    /// <summary>The mean of each channel, of pixels in [0, 1].</summary>
    public IReadOnlyList<float> Mean => _mean;

    /// <summary>The standard deviation of each channel.</summary>
    public IReadOnlyList<float> Std => _std;

    /// <summary>Prepares a picture.</summary>
    /// <param name="pixels">Its bytes.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">How the bytes follow one another.</param>
    /// <param name="prepared">[C, rows, columns]: C as many as there are means.</param>
    /// <param name="rows">The height wanted.</param>
    /// <param name="columns">The width wanted.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes than the size says, or <paramref name="prepared"/> has another length.</exception>
    public void Prepare(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format, Span<float> prepared, int rows, int columns)
    {
        int area = checked(rows * columns);
        if (prepared.Length != (long)_mean.Length * area)
            throw new ArgumentException($"A prepared picture has {_mean.Length}×{rows}×{columns} values; there is room for {prepared.Length}.", nameof(prepared));
        var image = PlanarImage.Of(pixels, width, height, format);
        byte[] resized = Resampling.Cover(image.Bytes, (image.Channels, height, width), rows, columns);
        byte[] planes = Colours.Convert(resized, image.Channels, _mean.Length);
        // Of a byte there are 256: one division each is enough, and each is rounded as in training.
        Span<float> values = stackalloc float[256];
        for (int channel = 0; channel < _mean.Length; channel++)
        {
            for (int value = 0; value < values.Length; value++)
                values[value] = ((value / 255f) - _mean[channel]) / _std[channel];
            var plane = prepared.Slice(channel * area, area);
            for (int pixel = 0; pixel < plane.Length; pixel++)
                plane[pixel] = values[planes[(channel * area) + pixel]];
        }
    }
}
