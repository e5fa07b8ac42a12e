using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Moves elements between streams and tensors in native memory, without a copy of them in managed memory.</summary>
internal static class TensorBytes
{
    // A span counts in int; this many elements of the widest type fit.
    private const long ElementsAtOnce = 1 << 27;

    /// <summary>Fills a tensor.</summary>
    /// <param name="tensor">Contiguous, on the CPU.</param>
    /// <param name="stream">Holds the elements from here on.</param>
    /// <exception cref="EndOfStreamException">The stream ends before the tensor is full.</exception>
    public static void ReadFrom(this Tensor tensor, Stream stream) => tensor.InParts(part => stream.ReadExactly(part.bytes));

    /// <summary>Fills a tensor.</summary>
    /// <param name="tensor">Contiguous, on the CPU.</param>
    /// <param name="file">Where from.</param>
    /// <param name="entry">A tensor of the same type and shape.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="Darts.Kernels.Inference.WeightsException">The file has become shorter.</exception>
    public static Tensor ReadFrom(this Tensor tensor, WeightsFile file, WeightsEntry entry)
    {
        long at = 0;
        tensor.InParts(part =>
        {
            Span<byte> bytes = part.bytes;
            file.Bytes(entry, at, bytes.Length).CopyTo(bytes);
            at += bytes.Length;
        });
        return tensor;
    }

    /// <summary>Writes all elements of a tensor of any device and layout.</summary>
    public static void WriteTo(this Tensor tensor, Stream stream)
    {
        using var scope = NewDisposeScope();
        tensor.detach().cpu().contiguous().InParts(part => stream.Write(part.bytes));
    }

    private static void InParts(this Tensor tensor, Action<Tensor> move)
    {
        using Tensor flat = tensor.view(-1);
        long count = flat.numel();
        for (long at = 0; at < count; at += ElementsAtOnce)
        {
            using Tensor part = flat.narrow(0, at, Math.Min(ElementsAtOnce, count - at));
            move(part);
        }
    }
}
