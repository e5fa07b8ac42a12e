namespace Darts.Kernels.Weights;

/// <summary>A tensor in a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape; empty for a single value.</param>
/// <param name="Begin">Where its data begins, bytes from the start of the file.</param>
/// <param name="End">Where its data ends, bytes from the start of the file.</param>
public sealed record WeightsEntry(string Name, ElementType Type, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>Spans count in int.</summary>
    private const int LargestPart = 1 << 30;

    /// <summary>How many elements it has.</summary>
    public long Count => Length / Type.Size;

    /// <summary>How many bytes they take.</summary>
    public long Length => End - Begin;

    /// <summary>Its shape as messages write it: <c>[64, 3, 3, 3]</c>.</summary>
    public string ShapeText => Shown.Shape(Shape);

    /// <summary>Parts of its bytes that spans can hold, one after the other.</summary>
    internal IEnumerable<(long From, int Length)> Parts()
    {
        for (long from = 0; from < Length; from += LargestPart)
            yield return (from, (int)Math.Min(LargestPart, Length - from));
    }
}
