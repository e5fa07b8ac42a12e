using Google.Protobuf;

namespace Darts.Exporting.Onnx;

/// <summary>A field of a protobuf message. Its size is known before anything is written: messages begin with their length.</summary>
/// <param name="Number">The field's number in its message.</param>
internal abstract record ProtoField(int Number)
{
    /// <summary>Bytes it takes, tag and length included.</summary>
    public long Size => CodedOutputStream.ComputeTagSize(Number) + ContentSize;

    /// <summary>Bytes after the tag.</summary>
    protected abstract long ContentSize { get; }

    /// <summary>The kind of its tag.</summary>
    protected abstract WireFormat.WireType Kind { get; }

    /// <summary>Writes it.</summary>
    public void WriteTo(ProtoOutput output)
    {
        output.Coded.WriteTag(Number, Kind);
        WriteContent(output);
    }

    /// <summary>Writes what follows the tag.</summary>
    protected abstract void WriteContent(ProtoOutput output);

    /// <summary>The bytes that a length and what follows it take.</summary>
    /// <param name="length">Bytes; a field of more than 2 GiB cannot be written, but its size can be told.</param>
    protected static long Delimited(long length) => length + (length > int.MaxValue ? 5 : CodedOutputStream.ComputeLengthSize((int)length));
}

/// <summary>A whole number.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Value">The number.</param>
internal sealed record NumberField(int Number, long Value) : ProtoField(Number)
{
    /// <inheritdoc/>
    protected override long ContentSize => CodedOutputStream.ComputeInt64Size(Value);

    /// <inheritdoc/>
    protected override WireFormat.WireType Kind => WireFormat.WireType.Varint;

    /// <inheritdoc/>
    protected override void WriteContent(ProtoOutput output) => output.Coded.WriteInt64(Value);
}

/// <summary>A text.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Value">The text.</param>
internal sealed record TextField(int Number, string Value) : ProtoField(Number)
{
    /// <inheritdoc/>
    protected override long ContentSize => CodedOutputStream.ComputeStringSize(Value);

    /// <inheritdoc/>
    protected override WireFormat.WireType Kind => WireFormat.WireType.LengthDelimited;

    /// <inheritdoc/>
    protected override void WriteContent(ProtoOutput output) => output.Coded.WriteString(Value);
}

/// <summary>A message inside another one.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Value">The message.</param>
internal sealed record MessageField(int Number, ProtoMessage Value) : ProtoField(Number)
{
    /// <inheritdoc/>
    protected override long ContentSize => Delimited(Value.Size);

    /// <inheritdoc/>
    protected override WireFormat.WireType Kind => WireFormat.WireType.LengthDelimited;

    /// <inheritdoc/>
    protected override void WriteContent(ProtoOutput output)
    {
        output.Coded.WriteLength(checked((int)Value.Size));
        Value.WriteTo(output);
    }
}

/// <summary>Bytes that are made when they are written.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Write">Writes exactly as many.</param>
internal sealed record DataField(int Number, long Length, Action<Stream> Write) : ProtoField(Number)
{
    /// <inheritdoc/>
    protected override long ContentSize => Delimited(Length);

    /// <inheritdoc/>
    protected override WireFormat.WireType Kind => WireFormat.WireType.LengthDelimited;

    /// <inheritdoc/>
    protected override void WriteContent(ProtoOutput output)
    {
        output.Coded.WriteLength(checked((int)Length));
        output.Past(Write);
    }
}
