namespace Darts.Reports.Gif;

/// <summary>The colours of a GIF: all there are, or the most frequent ones.</summary>
/// <remarks>Figures have few colours and the shades between two of them that smooth a line's border: the most frequent ones leave nothing to be seen missing.</remarks>
internal sealed class GifPalette
{
    /// <summary>256, without the one for "as before".</summary>
    private const int Most = 255;

    private readonly Dictionary<uint, byte> _indices = [];

    private GifPalette(uint[] colours) => Colours = colours;

    /// <summary>Opaque colours, 0xAARRGGBB.</summary>
    public IReadOnlyList<uint> Colours { get; }

    /// <summary>The index of no colour: what was there before stays.</summary>
    public byte Transparent => (byte)Colours.Count;

    /// <summary>Bits an index, from 2 to 8.</summary>
    public int Bits => Math.Max(2, 32 - int.LeadingZeroCount(Colours.Count));

    /// <summary>The palette of frames.</summary>
    public static GifPalette Of(IEnumerable<uint[]> frames)
    {
        var counts = new Dictionary<uint, long>();
        foreach (uint colour in frames.SelectMany(frame => frame))
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, colour, out _)++;
        return new([.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(Most).Select(pair => pair.Key)]);
    }

    /// <summary>The index of a colour, or of the one nearest to it.</summary>
    public byte IndexOf(uint colour)
    {
        if (!_indices.TryGetValue(colour, out byte index))
        {
            index = (byte)Enumerable.Range(0, Colours.Count).MinBy(i => Distance(Colours[i], colour));
            _indices[colour] = index;
        }
        return index;
    }

    private static int Distance(uint a, uint b)
    {
        int red = (int)((a >> 16) & 255) - (int)((b >> 16) & 255), green = (int)((a >> 8) & 255) - (int)((b >> 8) & 255), blue = (int)(a & 255) - (int)(b & 255);
        return (red * red) + (green * green) + (blue * blue);
    }
}
