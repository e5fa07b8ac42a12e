namespace Darts.Kernels.Weights;

/// <summary>A tensor to be written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Write">Writes its elements: row-major, little endian, as many as the shape says. Called twice: the checksum comes first.</param>
public sealed record WeightsSource(string Name, ElementType Type, IReadOnlyList<long> Shape, Action<Stream> Write);
