using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>temporary</summary>
public sealed record Batch(Tensor Images, Tensor Labels);
