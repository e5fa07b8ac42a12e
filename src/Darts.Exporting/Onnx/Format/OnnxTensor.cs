using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Exporting.Onnx;

/// <summary>A constant: <c>TensorProto</c> of float32.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Makes its numbers, of any floating-point type; called once, when the file is written.</param>
internal sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape, Func<Tensor> Values) : ProtoMessage
{
    /// <summary><c>TensorProto.DataType.FLOAT</c>.</summary>
    public const int Float = 1;

    /// <summary>How many numbers it has.</summary>
    public long Count => Shape.Aggregate(1L, static (product, side) => product * side);

    /// <inheritdoc/>
    protected override IEnumerable<ProtoField> Fields =>
    [
        .. Shape.Select(static side => new NumberField(1, side)),
        new NumberField(2, Float),
        new TextField(8, Name),
        new DataField(9, sizeof(float) * Count, Write),
    ];

    private void Write(Stream stream)
    {
        using var scope = NewDisposeScope();
        Values().to(ScalarType.Float32).WriteTo(stream);
    }
}
