namespace Darts.Kernels.Weights;

/// <summary>The element types of safetensors files.</summary>
public sealed record ElementType
{
    private ElementType(string name, int size, bool isFloatingPoint = false) => (Name, Size, IsFloatingPoint) = (name, size, isFloatingPoint);

    /// <summary>64-bit floating point.</summary>
    public static ElementType Float64 { get; } = new("F64", 8, isFloatingPoint: true);

    /// <summary>32-bit floating point: what networks compute with.</summary>
    public static ElementType Float32 { get; } = new("F32", 4, isFloatingPoint: true);

    /// <summary>16-bit floating point of IEEE 754.</summary>
    public static ElementType Float16 { get; } = new("F16", 2, isFloatingPoint: true);

    /// <summary>The upper half of a 32-bit floating-point number.</summary>
    public static ElementType BFloat16 { get; } = new("BF16", 2, isFloatingPoint: true);

    /// <summary>64-bit whole numbers.</summary>
    public static ElementType Int64 { get; } = new("I64", 8);

    /// <summary>32-bit whole numbers.</summary>
    public static ElementType Int32 { get; } = new("I32", 4);

    /// <summary>16-bit whole numbers.</summary>
    public static ElementType Int16 { get; } = new("I16", 2);

    /// <summary>8-bit whole numbers.</summary>
    public static ElementType Int8 { get; } = new("I8", 1);

    /// <summary>Bytes.</summary>
    public static ElementType UInt8 { get; } = new("U8", 1);

    /// <summary>Truth values, a byte each: 0 or 1.</summary>
    public static ElementType Bool { get; } = new("BOOL", 1);

    /// <summary>All types; the last ones are known by size only.</summary>
    public static IReadOnlyList<ElementType> All { get; } =
    [
        Float64, Float32, Float16, BFloat16, Int64, Int32, Int16, Int8, UInt8, Bool,
        new("U64", 8), new("U32", 4), new("U16", 2), new("F8_E4M3", 1), new("F8_E5M2", 1),
    ];

    /// <summary>The format's name: <c>F32</c>.</summary>
    public string Name { get; }

    /// <summary>Bytes an element.</summary>
    public int Size { get; }

    /// <summary>Whether elements can become float32, as a network's weights must: floating-point numbers of 16 bits and more.</summary>
    public bool IsFloatingPoint { get; }

    /// <summary>The type of that name, if there is one.</summary>
    /// <param name="name">The format's name.</param>
    public static ElementType? Named(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The size of a tensor, bytes; null if no memory could hold it.</summary>
    /// <param name="shape">Its sides, none negative.</param>
    internal long? Bytes(IReadOnlyList<long> shape)
    {
        long size = Size;
        // Sides of 0 count as 1 until the end: tensor libraries compute strides from the others and would overflow.
        foreach (long side in shape.Where(side => side != 0))
        {
            if (side > long.MaxValue / size)
                return null;
            size *= side;
        }

        return shape.Contains(0) ? 0 : size;
    }
}
