namespace Darts.Exporting.Onnx;

/// <summary>A setting of a node: <c>AttributeProto</c>, of one whole number or several.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its numbers.</param>
/// <param name="IsList">Whether it is a list, be it of one number.</param>
internal sealed record OnnxAttribute(string Name, IReadOnlyList<long> Values, bool IsList) : ProtoMessage
{
    // AttributeProto.AttributeType.
    private const int Int = 2, Ints = 7;

    /// <summary>One number.</summary>
    public static OnnxAttribute Number(string name, long value) => new(name, [value], IsList: false);

    /// <summary>A list of numbers.</summary>
    public static OnnxAttribute Numbers(string name, params IReadOnlyList<long> values) => new(name, values, IsList: true);

    /// <inheritdoc/>
    protected override IEnumerable<ProtoField> Fields =>
    [
        new TextField(1, Name),
        .. Values.Select(value => new NumberField(IsList ? 8 : 3, value)),
        new NumberField(20, IsList ? Ints : Int),
    ];
}
