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

    /// <summary>Writes all elements of a tensor of any device and layout.</summary>
    public static void WriteTo(this Tensor tensor, Stream stream)
    {
        using var scope = NewDisposeScope();
        tensor.detach().cpu().contiguous().InParts(part => stream.Write(part.bytes));
    }

    /// <summary>The size of a tensor, bytes; null if no memory could hold it.</summary>
    public static long? Count(long[] shape, int elementSize)
    {
        try
        {
            // Sides of 0 last: libtorch computes strides from the others and would overflow.
            long size = shape.Where(side => side != 0).Aggregate((long)elementSize, (product, side) => checked(product * side));
            return shape.Contains(0) ? 0 : size;
        }
        catch (OverflowException)
        {
            return null;
        }
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
