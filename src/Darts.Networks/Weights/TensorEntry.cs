using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A tensor in a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape; empty for a single value.</param>
/// <param name="Begin">Where its data begins, bytes from the start of the file.</param>
/// <param name="End">Where its data ends, bytes from the start of the file.</param>
public sealed record TensorEntry(string Name, ScalarType Type, IReadOnlyList<long> Shape, long Begin, long End);
