using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The element types of safetensors files that tensors can have.</summary>
internal static class ScalarTypes
{
    private static readonly (ElementType Element, ScalarType Scalar)[] All =
    [
        (ElementType.Float64, ScalarType.Float64),
        (ElementType.Float32, ScalarType.Float32),
        (ElementType.Float16, ScalarType.Float16),
        (ElementType.BFloat16, ScalarType.BFloat16),
        (ElementType.Int64, ScalarType.Int64),
        (ElementType.Int32, ScalarType.Int32),
        (ElementType.Int16, ScalarType.Int16),
        (ElementType.Int8, ScalarType.Int8),
        (ElementType.UInt8, ScalarType.Byte),
        (ElementType.Bool, ScalarType.Bool),
    ];

    /// <summary>The format's type of a tensor's elements.</summary>
    /// <exception cref="ArgumentException">The format has none for it.</exception>
    public static ElementType ElementTypeOf(ScalarType type) =>
        All.FirstOrDefault(pair => pair.Scalar == type).Element ?? throw new ArgumentException($"A safetensors file cannot hold {type} elements.", nameof(type));

    /// <summary>The type of a tensor made of a file's elements; null if there is none.</summary>
    public static ScalarType? Of(ElementType type) => All.Where(pair => pair.Element == type).Select(static pair => (ScalarType?)pair.Scalar).FirstOrDefault();
}
