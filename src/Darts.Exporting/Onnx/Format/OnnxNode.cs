namespace Darts.Exporting.Onnx;

/// <summary>An application of an operator: <c>NodeProto</c>. Its only output has its name.</summary>
/// <param name="Operator">The operator: <c>Conv</c>.</param>
/// <param name="Name">The node's name, unique in the graph.</param>
/// <param name="Inputs">The names of what it reads.</param>
/// <param name="Attributes">Its settings.</param>
internal sealed record OnnxNode(string Operator, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<OnnxAttribute> Attributes) : ProtoMessage
{
    /// <inheritdoc/>
    protected override IEnumerable<ProtoField> Fields =>
    [
        .. Inputs.Select(static input => new TextField(1, input)),
        new TextField(2, Name),
        new TextField(3, Name),
        new TextField(4, Operator),
        .. Attributes.Select(static attribute => new MessageField(5, attribute)),
    ];
}
