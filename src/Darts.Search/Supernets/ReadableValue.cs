using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A value inside a cell that later nodes read, with everything computed from it that does not depend on who reads it.</summary>
/// <param name="Raw">The value, [N, C, H, W].</param>
/// <param name="Rectified">Its ReLU, with which every convolution begins.</param>
/// <param name="MaxPooled">Its max pooling, normalised; half of H and W for the inputs of a reduction cell.</param>
/// <param name="AveragePooled">Its average pooling, normalised; likewise.</param>
internal sealed record ReadableValue(Tensor Raw, Tensor Rectified, Tensor MaxPooled, Tensor AveragePooled);
