namespace Darts.Genotypes;

/// <summary>How a feature map lies in memory: row by row, channel by channel, with zeros around it where something reads over its edges.</summary>
/// <param name="Shape">Its channels and pixels.</param>
/// <param name="Border">How many zeros are on each side.</param>
public sealed record MapShape(ImageShape Shape, int Border = 0)
{
    /// <summary>A cache line, floats.</summary>
    private const int Line = 16;

    /// <summary>From a row to the next, floats.</summary>
    public int Row => Shape.Width + (2 * Border);

    /// <summary>From a channel to the next, floats: whole cache lines, and one more, because channels a power of two apart share the same places of a cache.</summary>
    public int Channel => (((((Shape.Height + (2 * Border)) * Row) + Line - 1) / Line) + 1) * Line;

    /// <summary>All of it, floats.</summary>
    public int Length => Shape.Channels * Channel;

    /// <summary>From its beginning to its first pixel, floats.</summary>
    public int First => (Border * Row) + Border;
}
