namespace Darts.Kernels;

/// <summary>
/// What the edges that leave one value of the supernet have in common: max and average pooling over 3×3 pixels, each with its batch norm, and the value itself; and the weights by which each
/// edge takes them.
/// </summary>
internal sealed unsafe class PoolPair
{
    private readonly double[] _products;

    /// <summary>Lays the pools out.</summary>
    /// <param name="images">N.</param>
    /// <param name="edges">How many edges leave the value.</param>
    /// <param name="tensors">Where the tensors are.</param>
    public PoolPair(int images, int edges, PoolTensors tensors)
    {
        (Images, Edges, Tensors) = (images, edges, tensors);
        Terms = tensors.WithIdentity ? 3 : 2;
        MaxNorm = Norm(tensors.MaxMean, tensors.MaxVariance);
        AverageNorm = Norm(tensors.AverageMean, tensors.AverageVariance);
        _products = new double[images * edges * Terms];

        NormStatistics Norm(nint mean, nint variance) => new(images, tensors.Channels, tensors.Shape.OutputArea) { RunningMean = (float*)mean, RunningVariance = (float*)variance };
    }

    /// <summary>N.</summary>
    public int Images { get; }

    /// <summary>How many edges leave the value.</summary>
    public int Edges { get; }

    /// <summary>Max, average and, at stride 1, the identity.</summary>
    public int Terms { get; }

    /// <summary>Where the tensors are.</summary>
    public PoolTensors Tensors { get; }

    /// <summary>The windows.</summary>
    public DepthwiseShape Shape => Tensors.Shape;

    /// <summary>C.</summary>
    public int Channels => Tensors.Channels;

    /// <summary>The batch norm after max pooling.</summary>
    public NormStatistics MaxNorm { get; }

    /// <summary>The batch norm after average pooling.</summary>
    public NormStatistics AverageNorm { get; }

    /// <summary>An edge's weight of a term.</summary>
    public float Weight(int edge, int term) => ((float*)Tensors.Weights)[(edge * Terms) + term];

    /// <summary>A channel of the maxima.</summary>
    public float* Max(int image, int channel) => (float*)Tensors.Max + ((((nint)image * Channels) + channel) * Shape.OutputArea);

    /// <summary>A channel of the means.</summary>
    public float* Average(int image, int channel) => (float*)Tensors.Average + ((((nint)image * Channels) + channel) * Shape.OutputArea);

    /// <summary>Adds to an image's part of the gradient of a weight.</summary>
    public void Note(int image, int edge, int term, double product) => _products[(((image * Edges) + edge) * Terms) + term] += product;

    /// <summary>Adds the images' parts up.</summary>
    /// <param name="gradient">[edges, terms].</param>
    public void JoinWeights(float* gradient)
    {
        int count = Edges * Terms;
        for (int i = 0; i < count; i++)
        {
            double sum = 0;
            for (int image = 0; image < Images; image++)
                sum += _products[(image * count) + i];
            gradient[i] = (float)sum;
        }
        Array.Clear(_products);
    }
}

/// <summary>Where the tensors of a <see cref="PoolPair"/> are.</summary>
/// <param name="Shape">The windows: 3×3.</param>
/// <param name="Channels">C.</param>
/// <param name="WithIdentity">Whether the value itself is a term.</param>
/// <param name="Weights">[edges, 2 or 3]: of max, average and identity.</param>
/// <param name="Max">[N, C, H', W'], written.</param>
/// <param name="Average">[N, C, H', W'], written.</param>
/// <param name="MaxMean">The running mean after max pooling.</param>
/// <param name="MaxVariance">The running variance after max pooling.</param>
/// <param name="AverageMean">The running mean after average pooling.</param>
/// <param name="AverageVariance">The running variance after average pooling.</param>
internal sealed record PoolTensors(
    DepthwiseShape Shape, int Channels, bool WithIdentity, nint Weights, nint Max, nint Average, nint MaxMean, nint MaxVariance, nint AverageMean, nint AverageVariance);
