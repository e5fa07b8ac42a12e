using System.Buffers.Binary;

namespace Darts.Reports.Gif;

/// <summary>Writes animations in the format of the GIF89a specification (CompuServe, 1990), which SkiaSharp reads but does not write. Only what changes is stored.</summary>
internal static class GifWriter
{
    private const byte ExtensionIntroducer = 0x21, ApplicationLabel = 0xFF, ControlLabel = 0xF9, ImageSeparator = 0x2C, Trailer = 0x3B;
    /// <summary>Leave the frame where it is, and one colour transparent.</summary>
    private const byte KeepWithTransparency = (1 << 2) | 1;
    private const int LongestBlock = 255;

    /// <summary>Writes an animation that repeats for ever.</summary>
    /// <param name="width">Pixels, at most 65,535.</param>
    /// <param name="height">Pixels, at most 65,535.</param>
    /// <param name="frames">At least one; opaque pixels in rows, 0xAARRGGBB, and how long each is shown, hundredths of a second. Enumerated twice, so that no more
    /// than two frames need be in memory.</param>
    public static byte[] Write(int width, int height, IEnumerable<(uint[] Pixels, int Delay)> frames)
    {
        var palette = GifPalette.Of(frames.Select(frame => frame.Pixels));
        using var stream = new MemoryStream();
        stream.Write("GIF89a"u8);
        Write16(stream, width, height);
        // A global table of 2^Bits colours; colour 0 is the background's.
        stream.Write([(byte)(0xF0 | (palette.Bits - 1)), 0, 0]);
        WriteColours(stream, palette);
        stream.Write([ExtensionIntroducer, ApplicationLabel, 11]);
        stream.Write("NETSCAPE2.0"u8);
        stream.Write([3, 1, 0, 0, 0]);
        byte[]? before = null;
        foreach (var (pixels, delay) in frames)
        {
            byte[] indices = [.. pixels.Select(palette.IndexOf)];
            WriteFrame(stream, width, before, indices, palette, delay);
            before = indices;
        }
        stream.WriteByte(Trailer);
        return stream.ToArray();
    }

    private static void WriteColours(MemoryStream stream, GifPalette palette)
    {
        for (int i = 0; i < 1 << palette.Bits; i++)
        {
            uint colour = i < palette.Colours.Count ? palette.Colours[i] : 0;
            stream.Write([(byte)(colour >> 16), (byte)(colour >> 8), (byte)colour]);
        }
    }

    private static void WriteFrame(MemoryStream stream, int width, byte[]? before, byte[] indices, GifPalette palette, int delay)
    {
        var (left, top, right, bottom) = before is null ? (0, 0, width, indices.Length / width) : ChangedPart(width, before, indices);
        stream.Write([ExtensionIntroducer, ControlLabel, 4, KeepWithTransparency]);
        Write16(stream, delay);
        stream.Write([palette.Transparent, 0, ImageSeparator]);
        Write16(stream, left, top, right - left, bottom - top);
        stream.WriteByte(0);
        byte[] part = new byte[(right - left) * (bottom - top)];
        for (int i = 0, y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++, i++)
            {
                int at = (y * width) + x;
                part[i] = before is not null && before[at] == indices[at] ? palette.Transparent : indices[at];
            }
        }
        stream.WriteByte((byte)palette.Bits);
        foreach (byte[] block in LzwCoder.Encode(part, palette.Bits).Chunk(LongestBlock))
        {
            stream.WriteByte((byte)block.Length);
            stream.Write(block);
        }
        stream.WriteByte(0);
    }

    /// <summary>The smallest rectangle around all that changed; of one pixel where nothing did.</summary>
    private static (int Left, int Top, int Right, int Bottom) ChangedPart(int width, byte[] before, byte[] indices)
    {
        int left = width, top = int.MaxValue, right = 0, bottom = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            if (before[i] == indices[i])
                continue;
            int x = i % width, y = i / width;
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x + 1), Math.Min(top, y), Math.Max(bottom, y + 1));
        }
        return right == 0 ? (0, 0, 1, 1) : (left, top, right, bottom);
    }

    private static void Write16(MemoryStream stream, params ReadOnlySpan<int> values)
    {
        Span<byte> bytes = stackalloc byte[2];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
            stream.Write(bytes);
        }
    }
}
