using System.Runtime.InteropServices;
using Darts.Genotypes.Drawing;
using Darts.Reports.Gif;
using Darts.Reports.Pixels;
using SkiaSharp;

namespace Darts.Reports.Tests;

/// <summary>What is written is what Skia's decoder reads.</summary>
public sealed class GifTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(7, 5, 3, 2)]
    [InlineData(64, 64, 4, 250)]
    [InlineData(300, 200, 2, 255)]
    public void Frames_come_back_pixel_for_pixel(int width, int height, int frames, int colours)
    {
        var random = new Random(colours);
        uint[] palette = [.. Enumerable.Range(0, colours).Select(_ => 0xFF000000 | (uint)random.Next(0x1000000))];
        var written = new List<(uint[] Pixels, int Delay)> { ([.. Enumerable.Range(0, width * height).Select(_ => palette[random.Next(colours)])], 10) };
        for (int frame = 1; frame < frames; frame++)
        {
            uint[] next = [.. written[^1].Pixels];
            for (int change = random.Next(10); change > 0; change--)
                next[random.Next(next.Length)] = palette[random.Next(colours)];
            written.Add((next, 10 * (frame + 1)));
        }
        var read = Read(GifWriter.Write(width, height, written), out int repetitions);
        Assert.Equal(written.Select(frame => frame.Delay * 10), read.Select(frame => frame.Milliseconds));
        Assert.All(written.Zip(read), pair => Assert.Equal(pair.First.Pixels, pair.Second.Pixels));
        Assert.Equal(-1, repetitions);     // for ever
    }

    [Fact]
    public void A_long_run_of_one_colour_fills_the_code_table()
    {
        uint[] pixels = [.. Enumerable.Range(0, 1_000_000).Select(i => i % 1009 == 0 || i % 7 == 3 ? 0xFF123456 : 0xFFFFFFFF)];
        Assert.Equal(pixels, Assert.Single(Read(GifWriter.Write(1000, 1000, [(pixels, 5)]), out _)).Pixels);
    }

    [Fact]
    public void Too_many_colours_become_the_nearest_frequent_ones()
    {
        uint[] pixels = [.. Enumerable.Range(0, 65_536).Select(i => 0xFF000000 | (uint)(i % 256 << 16) | (uint)(i / 256 % 4 * 60))];
        var read = Assert.Single(Read(GifWriter.Write(256, 256, [(pixels, 5)]), out _)).Pixels;
        Assert.InRange(read.Distinct().Count(), 200, 255);
    }

    [Fact]
    public void Figures_become_an_animation_that_waits_at_its_end()
    {
        Figure[] figures = [.. new[] { "darts-v1", "darts-v2", "darts-v2" }.Select(name => GenotypeFigure.Draw(Samples.Published(name)))];
        var read = Read(FigureAnimation.Gif(figures, Theme.Light, 1), out _);
        Assert.Equal([1000, 1000, 3000], read.Select(frame => frame.Milliseconds));
        Assert.NotEqual(read[0].Pixels, read[1].Pixels);
        Assert.Equal(read[1].Pixels, read[2].Pixels);
        using var png = SKBitmap.Decode(FigureRaster.Png(figures[0], Theme.Light, 1));
        double off = png.Pixels.Take(png.Width).Select((pixel, i) => Math.Abs(pixel.Red - (int)((read[0].Pixels[i] >> 16) & 255))).Average();
        Assert.InRange(off, 0, 4);
    }

    private static List<(uint[] Pixels, int Milliseconds)> Read(byte[] gif, out int repetitions)
    {
        using var data = SKData.CreateCopy(gif);
        using var codec = SKCodec.Create(data);
        Assert.Equal(SKEncodedImageFormat.Gif, codec.EncodedFormat);
        repetitions = codec.RepetitionCount;
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Bgra8888, SKAlphaType.Premul);
        var frames = new List<(uint[], int)>();
        for (int frame = 0; frame < Math.Max(1, codec.FrameCount); frame++)
        {
            using var bitmap = new SKBitmap(info);
            Assert.Equal(SKCodecResult.Success, codec.GetPixels(info, bitmap.GetPixels(), new SKCodecOptions(frame)));
            frames.Add((MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan()).ToArray(), codec.FrameCount == 0 ? 0 : codec.FrameInfo[frame].Duration));
        }
        return frames;
    }
}
