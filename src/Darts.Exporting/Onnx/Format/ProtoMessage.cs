namespace Darts.Exporting.Onnx;

/// <summary>A protobuf message: fields one after the other.</summary>
internal abstract record ProtoMessage
{
    /// <summary>Bytes it takes.</summary>
    public long Size => Fields.Sum(static part => part.Size);

    /// <summary>Its fields in the order in which they are written; the same each time.</summary>
    protected abstract IEnumerable<ProtoField> Fields { get; }

    /// <summary>Writes it.</summary>
    public void WriteTo(ProtoOutput output)
    {
        foreach (ProtoField part in Fields)
            part.WriteTo(output);
    }
}
