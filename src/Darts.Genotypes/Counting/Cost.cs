namespace Darts.Genotypes;

/// <summary>What a layer costs.</summary>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="MultiplyAdds">Multiplications (each with its addition) in convolutions and linear layers, for one image.</param>
internal readonly record struct Cost(long Parameters, long MultiplyAdds)
{
    public static Cost Zero => default;

    public static Cost operator +(Cost left, Cost right) => new(left.Parameters + right.Parameters, left.MultiplyAdds + right.MultiplyAdds);

    /// <summary>A convolution without bias.</summary>
    /// <param name="channelsIn">The input's channels.</param>
    /// <param name="kernel">The kernel's area.</param>
    /// <param name="output">What it writes.</param>
    /// <param name="groups">1, or the number of channels for a depthwise convolution.</param>
    public static Cost Convolution(int channelsIn, int kernel, ImageShape output, int groups = 1)
    {
        long weights = (long)channelsIn / groups * kernel * output.Channels;
        return new(weights, weights * output.Height * output.Width);
    }

    /// <summary>A batch norm with scale and shift; its multiplications fold away and are not counted.</summary>
    public static Cost BatchNorm(int channels) => new(2L * channels, 0);

    /// <summary>A linear layer with bias.</summary>
    public static Cost Linear(int features, int outputs) => new(((long)features + 1) * outputs, (long)features * outputs);
}
