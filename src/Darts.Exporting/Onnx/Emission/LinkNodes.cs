using Darts.Genotypes;
using static TorchSharp.torch;

namespace Darts.Exporting.Onnx;

/// <summary>Stems, preprocessing and operations as nodes.</summary>
internal static class LinkNodes
{
    /// <summary>Convolutions one after the other, with the ReLUs between.</summary>
    /// <param name="builder">The graph.</param>
    /// <param name="name">The name of the whole; nodes are called <c>name/role</c>.</param>
    /// <param name="value">What the first one reads.</param>
    /// <param name="operation">The name of the operation's state.</param>
    /// <param name="links">The convolutions.</param>
    public static MapValue Chain(this GraphBuilder builder, string name, MapValue value, string operation, IReadOnlyList<Link> links)
    {
        foreach (Link link in links)
        {
            string node = $"{name}/{link.Role}", convolution = $"{operation}.{link.Weight}";
            string? norm = link.Norm is null ? null : $"{operation}.{link.Norm}";
            var weights = new ConvolutionWeights(link.Shape, link.Groups, () => builder.State.Weight(convolution, norm), norm is null ? null : () => builder.State.Shift(norm));
            value = builder.Convolve(node, value, link.Window, weights);
            if (link.Rectifies)
                value = builder.Relu($"{node}/relu", value);
        }
        return value;
    }

    /// <summary>A factorized reduction: a convolution of the even pixels, one of the odd ones, side by side.</summary>
    /// <remarks>
    /// (One convolution of 2×2 pixels, half of its weights zero, would be one node; in ONNX Runtime on a CPU it takes 1.6 to 2.6 times as long.) Odd sizes are padded
    /// by one at the bottom and right, which only the odd pixels see.
    /// </remarks>
    /// <param name="builder">The graph.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">What it reads.</param>
    /// <param name="odds">The value's odd pixels.</param>
    /// <param name="operation">The name of its state.</param>
    /// <param name="channels">Channels it gives.</param>
    public static MapValue Reduce(this GraphBuilder builder, string name, MapValue value, MapValue odds, string operation, int channels)
    {
        ImageShape map = value.Shape;
        return builder.Concat($"{name}/concat",
        [
            Half("even", value, Window.Pixel with { Stride = (2, 2) }, 0),
            Half("odd", odds, Window.Pixel with { After = (map.Height % 2, map.Width % 2) }, 1),
        ]);

        MapValue Half(string role, MapValue pixels, Window window, int half)
        {
            string convolution = $"{operation}.conv_{(half == 0 ? '1' : '2')}", norm = $"{operation}.bn";
            var weights = new ConvolutionWeights([channels / 2, map.Channels, 1, 1], 1, () => builder.State.Weight(convolution, norm, half), () => builder.State.Shift(norm, half));
            return builder.Convolve($"{name}/{role}", pixels, window, weights);
        }
    }

    /// <summary>Every second pixel from the second row and column on.</summary>
    public static MapValue OddPixels(this GraphBuilder builder, string name, MapValue value)
    {
        ImageShape map = value.Shape;
        return builder.Add(
            "Slice",
            name,
            map with { Height = map.Height / 2, Width = map.Width / 2 },
            [value.Name, Numbers("starts", 1, 1), Numbers("ends", int.MaxValue, int.MaxValue), Numbers("axes", 2, 3), Numbers("steps", 2, 2)]);

        string Numbers(string role, params long[] numbers) => builder.Constant($"odd_pixels.{role}", ScalarType.Int64, [numbers.Length], () => tensor(numbers));
    }

    /// <summary>A pooling over 3×3 pixels; the mean does not count padding.</summary>
    public static MapValue Pool3x3(this GraphBuilder builder, string name, MapValue value, Operation operation, int stride) => operation.Family == OperationFamily.MaxPool
        ? builder.Pool("MaxPool", name, value, Window.Square(operation.Kernel, stride))
        : builder.Pool("AveragePool", name, value, Window.Square(operation.Kernel, stride), OnnxAttribute.Number("count_include_pad", 0));
}
