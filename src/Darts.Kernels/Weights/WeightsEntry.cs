namespace Darts.Kernels.Weights;

/// <summary>A tensor in a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape; empty for a single value.</param>
/// <param name="Begin">Where its data begins, bytes from the start of the file.</param>
/// <param name="End">Where its data ends, bytes from the start of the file.</param>
public sealed record WeightsEntry(string Name, ElementType Type, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>How many elements it has.</summary>
    public long Count => Length / Type.Size;

    /// <summary>How many bytes they take.</summary>
    public long Length => End - Begin;

    /// <summary>Its shape as messages write it: <c>[64, 3, 3, 3]</c>.</summary>
    public string ShapeText => Shown.Shape(Shape);
}
