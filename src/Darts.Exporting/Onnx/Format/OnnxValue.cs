namespace Darts.Exporting.Onnx;

/// <summary>A value of the graph with its type, of one shape for each image: <c>ValueInfoProto</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape without the batch.</param>
/// <param name="Type"><c>TensorProto.DataType</c>; float32 for almost all.</param>
internal sealed record OnnxValue(string Name, IReadOnlyList<long> Shape, int Type = OnnxTensor.Float) : ProtoMessage
{
    /// <summary>The name of the one dimension that is not known.</summary>
    public const string Batch = "batch";

    /// <inheritdoc/>
    protected override IEnumerable<ProtoField> Fields => [new TextField(1, Name), new MessageField(2, new ValueType(Shape, Type))];

    /// <summary><c>TypeProto</c>.</summary>
    private sealed record ValueType(IReadOnlyList<long> Shape, int Type) : ProtoMessage
    {
        protected override IEnumerable<ProtoField> Fields => [new MessageField(1, new TensorType(Shape, Type))];
    }

    /// <summary><c>TypeProto.Tensor</c>.</summary>
    private sealed record TensorType(IReadOnlyList<long> Shape, int Type) : ProtoMessage
    {
        protected override IEnumerable<ProtoField> Fields => [new NumberField(1, Type), new MessageField(2, new TensorShape(Shape))];
    }

    /// <summary><c>TensorShapeProto</c>.</summary>
    private sealed record TensorShape(IReadOnlyList<long> Sides) : ProtoMessage
    {
        protected override IEnumerable<ProtoField> Fields => [new MessageField(1, new Dimension(null)), .. Sides.Select(static side => new MessageField(1, new Dimension(side)))];
    }

    /// <summary><c>TensorShapeProto.Dimension</c>: a number or a name.</summary>
    private sealed record Dimension(long? Side) : ProtoMessage
    {
        protected override IEnumerable<ProtoField> Fields => [Side is { } side ? new NumberField(1, side) : new TextField(2, Batch)];
    }
}
