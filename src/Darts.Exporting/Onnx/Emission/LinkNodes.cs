using Darts.Genotypes;

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
            string node = $"{name}/{link.Role}";
            value = builder.Convolve(
                node,
                value,
                link.Window,
                link.Shape,
                link.Groups,
                () => builder.State.Weight(operation, link),
                link.Norm is null ? null : () => builder.State.Shift($"{operation}.{link.Norm}"));
            if (link.Rectifies)
                value = builder.Relu($"{node}/relu", value);
        }
        return value;
    }

    /// <summary>
    /// A factorized reduction, as one convolution of 2×2 pixels. Half of its weights are zero; the even and the odd pixels by themselves would be two convolutions and
    /// three copies. Odd sizes are padded by one at the bottom and right.
    /// </summary>
    /// <param name="builder">The graph.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">What it reads.</param>
    /// <param name="operation">The name of its state.</param>
    /// <param name="channels">Channels it gives.</param>
    public static MapValue Reduce(this GraphBuilder builder, string name, MapValue value, string operation, int channels)
    {
        ImageShape map = value.Shape;
        return builder.Convolve(
            $"{name}/factorized_reduce",
            value,
            new((2, 2), (2, 2), (0, 0), (map.Height % 2, map.Width % 2)),
            [channels, map.Channels, 2, 2],
            groups: 1,
            () => builder.State.ReduceWeight(operation),
            () => builder.State.Shift($"{operation}.bn"));
    }

    /// <summary>A pooling over 3×3 pixels; the mean does not count padding.</summary>
    public static MapValue Pool3x3(this GraphBuilder builder, string name, MapValue value, Operation operation, int stride) => operation.Family == OperationFamily.MaxPool
        ? builder.Pool("MaxPool", name, value, Window.Square(operation.Kernel, stride))
        : builder.Pool("AveragePool", name, value, Window.Square(operation.Kernel, stride), OnnxAttribute.Number("count_include_pad", 0));
}
