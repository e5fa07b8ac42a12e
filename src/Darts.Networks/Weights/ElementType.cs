using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The element types of safetensors files.</summary>
/// <param name="Name">The format's name: <c>F32</c>.</param>
/// <param name="Type">TorchSharp's.</param>
/// <param name="Size">Bytes an element.</param>
internal sealed record ElementType(string Name, ScalarType Type, int Size)
{
    private static readonly ElementType[] All =
    [
        new("F64", ScalarType.Float64, 8),
        new("F32", ScalarType.Float32, 4),
        new("F16", ScalarType.Float16, 2),
        new("BF16", ScalarType.BFloat16, 2),
        new("I64", ScalarType.Int64, 8),
        new("I32", ScalarType.Int32, 4),
        new("U8", ScalarType.Byte, 1),
        new("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(type => type.Name));

    /// <summary>The type of that name, if there is one.</summary>
    public static ElementType? Named(string name) => Array.Find(All, type => type.Name == name);

    /// <summary>The type of a tensor's elements.</summary>
    /// <exception cref="ArgumentException">The format has none for it.</exception>
    public static ElementType Of(ScalarType type) =>
        Array.Find(All, candidate => candidate.Type == type) ?? throw new ArgumentException($"A safetensors file cannot hold {type} elements.", nameof(type));
}
