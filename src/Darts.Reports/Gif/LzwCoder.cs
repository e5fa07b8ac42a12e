namespace Darts.Reports.Gif;

/// <summary>GIF's variable-length-code LZW (GIF89a specification, appendix F).</summary>
internal static class LzwCoder
{
    private const int LargestCode = 4095;

    /// <summary>Codes a frame's colour indices.</summary>
    /// <param name="indices">Each less than 2^<paramref name="bits"/>.</param>
    /// <param name="bits">Bits an index, from 2 to 8.</param>
    /// <returns>The code stream, not yet cut into blocks.</returns>
    public static byte[] Encode(ReadOnlySpan<byte> indices, int bits)
    {
        int clear = 1 << bits, end = clear + 1;
        var output = new BitWriter();
        var table = new Dictionary<int, int>();
        int next = end + 1, width = bits + 1, prefix = -1;
        output.Write(clear, width);
        foreach (byte index in indices)
        {
            int key = (prefix << 8) | index;
            if (prefix < 0)
            {
                prefix = index;
            }
            else if (table.TryGetValue(key, out int code))
            {
                prefix = code;
            }
            else
            {
                output.Write(prefix, width);
                prefix = index;
                if (next > LargestCode)
                {
                    output.Write(clear, width);
                    table.Clear();
                    (next, width) = (end + 1, bits + 1);
                    continue;
                }
                table[key] = next;
                // A decoder's table is one entry behind: codes grow when the entry just made needs it.
                if (next == 1 << width)
                    width++;
                next++;
            }
        }
        if (prefix >= 0)
            output.Write(prefix, width);
        output.Write(end, width);
        return output.ToArray();
    }

    /// <summary>Bits into bytes, the lowest first.</summary>
    private sealed class BitWriter
    {
        private readonly List<byte> _bytes = [];
        private int _pending;
        private int _count;

        public void Write(int code, int width)
        {
            _pending |= code << _count;
            for (_count += width; _count >= 8; _count -= 8)
            {
                _bytes.Add((byte)_pending);
                _pending >>= 8;
            }
        }

        public byte[] ToArray() => _count == 0 ? [.. _bytes] : [.. _bytes, (byte)_pending];
    }
}
