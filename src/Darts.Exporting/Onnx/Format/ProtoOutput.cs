using Google.Protobuf;

namespace Darts.Exporting.Onnx;

/// <summary>Writes protobuf to a stream. What is large goes past the buffer, straight into the stream.</summary>
/// <param name="stream">The stream; stays open.</param>
internal sealed class ProtoOutput(Stream stream) : IDisposable
{
    /// <summary>Tags, lengths and small values.</summary>
    public CodedOutputStream Coded { get; } = new(stream, leaveOpen: true);

    /// <summary>Bytes that make the content of a field, after its tag and length.</summary>
    /// <param name="write">Writes them.</param>
    public void Past(Action<Stream> write)
    {
        Coded.Flush();
        write(stream);
    }

    /// <summary>Hands over what is still buffered.</summary>
    public void Dispose() => Coded.Dispose();
}
