using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Exporting.Onnx;

/// <summary>A constant: <c>TensorProto</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Float32 or Int64.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Makes its numbers, of any type; called once, when the file is written.</param>
internal sealed record OnnxTensor(string Name, ScalarType Type, IReadOnlyList<long> Shape, Func<Tensor> Values) : ProtoMessage
{
    // TensorProto.DataType.
    private const int Int64 = 7;

    /// <summary><c>TensorProto.DataType.FLOAT</c>.</summary>
    public const int Float = 1;

    /// <summary><c>TensorProto.DataType.UINT8</c>.</summary>
    public const int Bytes = 2;

    /// <summary>How many numbers it has.</summary>
    public long Count => Shape.Aggregate(1L, static (product, side) => product * side);

    /// <inheritdoc/>
    protected override IEnumerable<ProtoField> Fields =>
    [
        .. Shape.Select(static side => new NumberField(1, side)),
        new NumberField(2, Type == ScalarType.Int64 ? Int64 : Float),
        new TextField(8, Name),
        new DataField(9, (Type == ScalarType.Int64 ? sizeof(long) : sizeof(float)) * Count, Write),
    ];

    private void Write(Stream stream)
    {
        using var scope = NewDisposeScope();
        Values().to(Type).WriteTo(stream);
    }
}
