using System.Buffers.Binary;
using SkiaSharp;

namespace Darts.EndToEnd.Tests.Support;

/// <summary>Data sets of a few small images: a class is a brightness, so that there is something to learn.</summary>
internal static class TinyImages
{
    /// <summary>Writes the four IDX files of an MNIST-like set of one channel.</summary>
    /// <param name="folder">Made if missing.</param>
    /// <param name="train">Number of training images.</param>
    /// <param name="test">Number of test images.</param>
    /// <param name="side">Height and width, pixels.</param>
    /// <param name="classes">The number of classes.</param>
    public static void WriteIdx(string folder, int train = 64, int test = 16, int side = 8, int classes = 2)
    {
        Directory.CreateDirectory(folder);
        WriteSplit(folder, "train", train, side, classes);
        WriteSplit(folder, "t10k", test, side, classes);
    }

    /// <summary>Writes a folder of photographs: one sub-folder per class, PNG and JPEG, of several sizes.</summary>
    public static void WritePhotos(string folder, int perClass = 20)
    {
        (string Name, SKColor Colour)[] classes = [("cats", SKColors.Orange), ("sky", SKColors.SkyBlue)];
        var random = new Random(1);
        foreach (var (name, colour) in classes)
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (int i = 0; i < perClass; i++)
                WritePhoto(Path.Combine(folder, name, $"{i:000}{(i % 2 == 0 ? ".png" : ".jpg")}"), colour, random);
        }
    }

    private static void WritePhoto(string path, SKColor colour, Random random)
    {
        using var bitmap = new SKBitmap(random.Next(12, 24), random.Next(12, 24));
        bitmap.Erase(colour);
        bitmap.SetPixel(random.Next(12), random.Next(12), SKColors.Black);
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(path.EndsWith(".png", StringComparison.Ordinal) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, 90);
        using var file = File.Create(path);
        data.SaveTo(file);
    }

    private static void WriteSplit(string folder, string name, int count, int side, int classes)
    {
        var random = new Random(count);
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % classes))];
        byte[] images = [.. labels.SelectMany(label => Enumerable.Range(0, side * side).Select(_ => (byte)((255 * label / classes) + random.Next(64))))];
        File.WriteAllBytes(Path.Combine(folder, $"{name}-images-idx3-ubyte"), [.. Header(3, count, side, side), .. images]);
        File.WriteAllBytes(Path.Combine(folder, $"{name}-labels-idx1-ubyte"), [.. Header(1, count), .. labels]);
    }

    /// <summary>IDX: two zero bytes, 8 for unsigned bytes, the rank, then the sizes, big-endian.</summary>
    private static byte[] Header(byte rank, params int[] sizes)
    {
        byte[] header = new byte[4 + (4 * sizes.Length)];
        (header[2], header[3]) = (8, rank);
        for (int i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), sizes[i]);
        return header;
    }
}
