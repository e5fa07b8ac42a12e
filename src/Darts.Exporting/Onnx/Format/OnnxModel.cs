namespace Darts.Exporting.Onnx;

/// <summary>An ONNX file: <c>ModelProto</c>. Field numbers of this and all other messages are those of ONNX 1.12.</summary>
/// <param name="Producer">The program that makes it.</param>
/// <param name="ProducerVersion">That program's version.</param>
/// <param name="Graph">What it computes.</param>
/// <param name="Metadata">Facts about it, in the order in which they are written.</param>
internal sealed record OnnxModel(string Producer, string ProducerVersion, OnnxGraph Graph, IReadOnlyList<KeyValuePair<string, string>> Metadata) : ProtoMessage
{
    /// <summary>The version of the operators.</summary>
    public const int Opset = 17;

    /// <summary>The version of the format that came with those operators.</summary>
    private const int IrVersion = 8;

    /// <inheritdoc/>
    protected override IEnumerable<ProtoField> Fields =>
    [
        new NumberField(1, IrVersion),
        new TextField(2, Producer),
        new TextField(3, ProducerVersion),
        new MessageField(7, Graph),
        new MessageField(8, new OperatorSet("", Opset)),
        .. Metadata.Select(static fact => new MessageField(14, new Fact(fact.Key, fact.Value))),
    ];

    /// <summary><c>OperatorSetIdProto</c>.</summary>
    private sealed record OperatorSet(string Domain, int Version) : ProtoMessage
    {
        protected override IEnumerable<ProtoField> Fields => [new TextField(1, Domain), new NumberField(2, Version)];
    }

    /// <summary><c>StringStringEntryProto</c>.</summary>
    private sealed record Fact(string Key, string Value) : ProtoMessage
    {
        protected override IEnumerable<ProtoField> Fields => [new TextField(1, Key), new TextField(2, Value)];
    }
}
