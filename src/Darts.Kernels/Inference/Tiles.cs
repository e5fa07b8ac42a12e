namespace Darts.Kernels.Inference;

/// <summary>Where the tiles of a strip are read.</summary>
/// <param name="first">The first input's first pixel.</param>
/// <param name="channel">From an input to the next.</param>
/// <param name="vector">From a vector of a tile to the next.</param>
/// <param name="tile">From a tile to the next.</param>
internal readonly unsafe struct Tiles(float* first, nint channel, nint vector, nint tile)
{
    public float* First { get; } = first;

    public nint Channel { get; } = channel;

    public nint Vector { get; } = vector;

    public nint Tile { get; } = tile;

    /// <summary>Reads from the map itself, where its rows are whole vectors; null where a copy is needed.</summary>
    public static Tiles? InPlace(Map map, float* arena, Strip strip, VectorWidth widest)
    {
        float* first = arena + map.First + ((nint)strip.Top * map.Row) + strip.Left;
        if (strip.Rows * strip.Columns != Strip.Pixels)
            return null;
        if (map.Row == strip.Columns)
            return new(first, map.Channel, (int)widest, StepWork.TileStep(widest));
        if (strip.Columns != (int)VectorWidth.Bits512)
            return null;
        return widest switch
        {
            VectorWidth.Bits512 => new(first, map.Channel, map.Row, Strip.Pixels),
            VectorWidth.Bits256 => new(first, map.Channel, (int)widest, map.Row),
            _ => null,
        };
    }
}
