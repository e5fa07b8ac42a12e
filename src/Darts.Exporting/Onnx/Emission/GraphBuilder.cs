using Darts.Genotypes;
using static TorchSharp.torch;

namespace Darts.Exporting.Onnx;

/// <summary>Collects the nodes of a graph. Every value has the name of the node that computes it.</summary>
/// <param name="state">The weights; read when the file is written.</param>
internal sealed class GraphBuilder(FoldedState state)
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _weights = [];
    private readonly HashSet<string> _names = [];
    private readonly List<OnnxValue> _values = [];

    /// <summary>The weights.</summary>
    public FoldedState State { get; } = state;

    /// <summary>Adds a node that gives a map.</summary>
    public MapValue Add(string type, string name, ImageShape shape, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        Add(new(type, name, inputs, attributes), shape.Channels, shape.Height, shape.Width);
        return new(name, shape);
    }

    /// <summary>Adds a node that gives a vector for each image.</summary>
    public void AddVector(string type, string name, int length, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes) =>
        Add(new(type, name, inputs, attributes), length);

    /// <summary>Adds a constant, once for each name.</summary>
    /// <returns>Its name.</returns>
    public string Constant(string name, ScalarType type, long[] shape, Func<Tensor> values)
    {
        if (_names.Add(name))
            _weights.Add(new(name, type, shape, values));
        return name;
    }

    /// <summary>max(0, x).</summary>
    public MapValue Relu(string name, MapValue value) => Add("Relu", name, value.Shape, [value.Name]);

    /// <summary>x + y.</summary>
    public MapValue Sum(string name, MapValue left, MapValue right) => Add("Add", name, left.Shape, [left.Name, right.Name]);

    /// <summary>Values side by side in the channels; one alone is itself.</summary>
    public MapValue Concat(string name, IReadOnlyList<MapValue> values) => values.Count == 1
        ? values[0]
        : Add("Concat", name, values[0].Shape with { Channels = values.Sum(static value => value.Shape.Channels) }, [.. values.Select(static value => value.Name)], OnnxAttribute.Number("axis", 1));

    /// <summary>A convolution.</summary>
    /// <param name="name">Its name; its constants are called <c>name.weight</c> and <c>name.bias</c>.</param>
    /// <param name="value">What it reads.</param>
    /// <param name="window">How it moves.</param>
    /// <param name="weights">Its weights.</param>
    public MapValue Convolve(string name, MapValue value, Window window, ConvolutionWeights weights)
    {
        int outputs = (int)weights.Shape[0];
        List<string> inputs = [value.Name, Constant($"{name}.weight", ScalarType.Float32, weights.Shape, weights.Weight)];
        if (weights.Bias is not null)
            inputs.Add(Constant($"{name}.bias", ScalarType.Float32, [outputs], weights.Bias));
        return Add("Conv", name, window.Over(value.Shape, outputs), inputs, Moves(window, OnnxAttribute.Number("group", weights.Groups)));
    }

    /// <summary>A pooling.</summary>
    public MapValue Pool(string type, string name, MapValue value, Window window, params OnnxAttribute[] others) =>
        Add(type, name, window.Over(value.Shape, value.Shape.Channels), [value.Name], Moves(window, others));

    /// <summary>The graph of what an output needs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">A line about it.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="output">What it gives: the last node's value.</param>
    public OnnxGraph Build(string name, string description, OnnxValue input, OnnxValue output)
    {
        HashSet<string> needed = [output.Name];
        foreach (OnnxNode node in Enumerable.Reverse(_nodes).Where(node => needed.Contains(node.Name)))
            needed.UnionWith(node.Inputs);
        return new(
            name,
            description,
            [.. _nodes.Where(node => needed.Contains(node.Name))],
            [.. _weights.Where(weight => needed.Contains(weight.Name))],
            input,
            output,
            [.. _values.Where(value => needed.Contains(value.Name) && value.Name != output.Name)]);
    }

    private void Add(OnnxNode node, params long[] shape)
    {
        _nodes.Add(node);
        _values.Add(new(node.Name, shape));
    }

    private static OnnxAttribute[] Moves(Window window, params OnnxAttribute[] others) =>
    [
        OnnxAttribute.Numbers("kernel_shape", window.Kernel.H, window.Kernel.W),
        OnnxAttribute.Numbers("strides", window.Stride.H, window.Stride.W),
        OnnxAttribute.Numbers("pads", window.Before.H, window.Before.W, window.After.H, window.After.W),
        .. window.Dilation == 1 ? [] : (OnnxAttribute[])[OnnxAttribute.Numbers("dilations", window.Dilation, window.Dilation)],
        .. others,
    ];
}

/// <summary>A map of the graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape without the batch.</param>
internal sealed record MapValue(string Name, ImageShape Shape);

/// <summary>The weights of a convolution, made when the file is written.</summary>
/// <param name="Shape">[outputs, inputs/groups, k, k].</param>
/// <param name="Groups">Convolutions of channels that stay apart.</param>
/// <param name="Weight">Makes the weight.</param>
/// <param name="Bias">Makes what is added to each channel, [outputs]; null for nothing.</param>
internal sealed record ConvolutionWeights(long[] Shape, int Groups, Func<Tensor> Weight, Func<Tensor>? Bias);
