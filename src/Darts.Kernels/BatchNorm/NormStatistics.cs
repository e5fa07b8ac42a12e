namespace Darts.Kernels;

/// <summary>
/// The batch norm of a pass in training: gathers the moments of every plane, image by image and so without regard to threads, and joins them in one order.
/// </summary>
/// <remarks>The arithmetic is PyTorch's, sums and products of sums in float64.</remarks>
/// <param name="images">N.</param>
/// <param name="channels">C.</param>
/// <param name="area">Pixels of a plane.</param>
internal sealed unsafe class NormStatistics(int images, int channels, int area)
{
    private const double Epsilon = 1e-5, Momentum = 0.1;

    private readonly double[] _first = new double[images * channels];
    private readonly double[] _second = new double[images * channels];
    private readonly float[] _inverse = new float[channels];

    /// <summary>The learned scale, [C], or null for 1.</summary>
    public float* Weight { get; init; }

    /// <summary>The learned shift, [C], or null for 0.</summary>
    public float* Bias { get; init; }

    /// <summary>The running mean, [C].</summary>
    public float* RunningMean { get; init; }

    /// <summary>The running variance, [C].</summary>
    public float* RunningVariance { get; init; }

    /// <summary>Where the scale's gradient goes, or null.</summary>
    public float* WeightGradient { get; set; }

    /// <summary>Where the shift's gradient goes, or null.</summary>
    public float* BiasGradient { get; set; }

    /// <summary>C.</summary>
    public int Channels => channels;

    /// <summary>The mean of each channel.</summary>
    public float[] Mean { get; } = new float[channels];

    /// <summary>What each channel is multiplied by, the learned scale included.</summary>
    public float[] Scale { get; } = new float[channels];

    /// <summary>What is then added to it.</summary>
    public float[] Shift { get; } = new float[channels];

    /// <summary>The gradient before the norm is A·(gradient after it) + B·(the norm's input) + C.</summary>
    public (float A, float B, float C)[] Gradient { get; } = new (float, float, float)[channels];

    /// <summary>One over the standard deviation.</summary>
    public float Inverse(int channel) => _inverse[channel];

    /// <summary>Notes the mean and the squared distances of a plane, or in the backward pass its sum of gradients and of their products with the input's distances from the mean.</summary>
    public void Note(int image, int channel, (double First, double Second) moments) =>
        (_first[(image * channels) + channel], _second[(image * channels) + channel]) = moments;

    /// <summary>Joins the planes' moments (Chan, Golub, LeVeque 1979) and moves the running statistics, as PyTorch does: momentum 0.1, unbiased variance.</summary>
    public void Join()
    {
        double count = (double)images * area;
        for (int channel = 0; channel < channels; channel++)
        {
            double mean = 0, squares = 0;
            for (int image = 0; image < images; image++)
                mean += _first[(image * channels) + channel];
            mean /= images;
            for (int image = 0; image < images; image++)
            {
                double distance = _first[(image * channels) + channel] - mean;
                squares += _second[(image * channels) + channel] + (distance * distance * area);
            }

            double variance = squares / count;
            Set(channel, mean, variance);
            RunningMean[channel] += (float)(Momentum * (mean - RunningMean[channel]));
            RunningVariance[channel] += (float)(Momentum * ((squares / (count - 1)) - RunningVariance[channel]));
        }
    }

    /// <summary>Takes the running statistics instead: evaluation.</summary>
    public void Use()
    {
        for (int channel = 0; channel < channels; channel++)
            Set(channel, RunningMean[channel], RunningVariance[channel]);
    }

    /// <summary>Joins the planes' sums into the gradients.</summary>
    public void JoinGradients()
    {
        double count = (double)images * area;
        for (int channel = 0; channel < channels; channel++)
        {
            double sum = 0, product = 0;
            for (int image = 0; image < images; image++)
            {
                sum += _first[(image * channels) + channel];
                product += _second[(image * channels) + channel];
            }

            double inverse = _inverse[channel], a = (Weight is null ? 1 : Weight[channel]) * inverse;
            double b = -a * inverse * inverse * product / count;
            Gradient[channel] = ((float)a, (float)b, (float)((-a * sum / count) - (b * Mean[channel])));
            if (WeightGradient is not null)
                WeightGradient[channel] = (float)(product * inverse);
            if (BiasGradient is not null)
                BiasGradient[channel] = (float)sum;
        }
    }

    private void Set(int channel, double mean, double variance)
    {
        double inverse = 1 / Math.Sqrt(variance + Epsilon), scale = (Weight is null ? 1 : Weight[channel]) * inverse;
        Mean[channel] = (float)mean;
        _inverse[channel] = (float)inverse;
        Scale[channel] = (float)scale;
        Shift[channel] = (float)((Bias is null ? 0 : Bias[channel]) - (mean * scale));
    }
}
