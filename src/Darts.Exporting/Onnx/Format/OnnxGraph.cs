namespace Darts.Exporting.Onnx;

/// <summary>A computation: <c>GraphProto</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">One line for whoever opens the file.</param>
/// <param name="Nodes">What is computed, everything before it is read.</param>
/// <param name="Weights">Constants.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Between">The shapes of what lies between.</param>
internal sealed record OnnxGraph(
    string Name,
    string Description,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyList<OnnxTensor> Weights,
    OnnxValue Input,
    OnnxValue Output,
    IReadOnlyList<OnnxValue> Between) : ProtoMessage
{
    /// <inheritdoc/>
    protected override IEnumerable<ProtoField> Fields =>
    [
        .. Nodes.Select(static node => new MessageField(1, node)),
        new TextField(2, Name),
        .. Weights.Select(static tensor => new MessageField(5, tensor)),
        new TextField(10, Description),
        new MessageField(11, Input),
        new MessageField(12, Output),
        .. Between.Select(static value => new MessageField(13, value)),
    ];
}
