using Darts.Networks;
using SkiaSharp;

namespace Darts.Training.Tests;

public sealed class ImageDecoderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, "x.png", 0)]
    [InlineData(SKEncodedImageFormat.Jpeg, "x.jpeg", 3)]
    [InlineData(SKEncodedImageFormat.Webp, "x.webp", 3)]
    public void The_formats_are_decoded_by_content(SKEncodedImageFormat format, string name, int tolerance)
    {
        Pictures.Plain(_folder.File(name), new SKColor(200, 100, 50), 5, 4, format);
        Near([200, 100, 50], Corner(ImageDecoder.Decode(_folder.File(name), new(3, 4, 5)), 20, 0), tolerance);
    }

    [Fact]
    public void A_GIF_is_decoded()
    {
        byte[] gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 10, 20, 30, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
        File.WriteAllBytes(_folder.File("x.gif"), gif);
        Assert.Equal([10, 20, 30], ImageDecoder.Decode(_folder.File("x.gif"), new(3, 1, 1)));
    }

    [Fact]
    public void A_BMP_is_decoded()
    {
        byte[] bmp = [.. "BM"u8, 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0, .. new byte[24], 30, 20, 10, 0];
        File.WriteAllBytes(_folder.File("x.bmp"), bmp);
        Assert.Equal([10, 20, 30], ImageDecoder.Decode(_folder.File("x.bmp"), new(3, 1, 1)));
    }

    [Fact]
    public void Transparent_pixels_show_white()
    {
        Pictures.Write(_folder.File("x.png"), 2, 1, (_, x) => new SKColor(0, 0, 0, (byte)(x == 0 ? 0 : 51)));
        var image = ImageDecoder.Decode(_folder.File("x.png"), new(3, 1, 2));
        Assert.Equal([255, 204, 255, 204, 255, 204], image);
    }

    [Fact]
    public void Colour_becomes_grey_by_its_brightness()
    {
        Pictures.Write(_folder.File("x.png"), 3, 1, (_, x) => new[] { SKColors.Red, SKColors.Lime, SKColors.White }[x]);
        Assert.Equal([76, 150, 255], ImageDecoder.Decode(_folder.File("x.png"), new(1, 1, 3)));
    }

    public static TheoryData<byte> Orientations() => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Orientations))]
    public void A_photo_is_turned_as_the_camera_was_held(byte orientation)
    {
        // The scene: white in the upper left, black elsewhere, 32 wide and 16 high; stored as the camera would have with that orientation.
        var swapped = orientation >= 5;
        Pictures.Write(
            _folder.File("x.jpg"),
            swapped ? 16 : 32,
            swapped ? 32 : 16,
            (row, column) =>
            {
                var (y, x) = orientation switch
                {
                    2 => (row, 31 - column),
                    3 => (15 - row, 31 - column),
                    4 => (15 - row, column),
                    5 => (column, row),
                    6 => (column, 31 - row),
                    7 => (15 - column, 31 - row),
                    8 => (15 - column, row),
                    _ => (row, column),
                };
                return y < 8 && x < 8 ? SKColors.White : SKColors.Black;
            },
            SKEncodedImageFormat.Jpeg);
        File.WriteAllBytes(_folder.File("x.jpg"), Pictures.WithOrientation(File.ReadAllBytes(_folder.File("x.jpg")), orientation));
        var image = ImageDecoder.Decode(_folder.File("x.jpg"), new(1, 16, 32));
        Assert.All(Enumerable.Range(0, 16 * 32), i => Assert.InRange(image[i], i / 32 < 8 && i % 32 < 8 ? 250 : 0, i / 32 < 8 && i % 32 < 8 ? 255 : 5));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void An_image_cut_short_is_named(SKEncodedImageFormat format)
    {
        var file = _folder.File("x.img");
        Pictures.Write(file, 64, 64, (y, x) => new SKColor((byte)(x * y), (byte)(x + y), (byte)(x ^ y)), format);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^500]);
        Assert.Contains(file, Assert.Throws<DartsException>(() => ImageDecoder.Decode(file, new(3, 8, 8))).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    public void What_is_no_image_is_named(string content)
    {
        File.WriteAllText(_folder.File("x.jpg"), content);
        Assert.Contains(_folder.File("x.jpg"), Assert.Throws<DartsException>(() => ImageDecoder.Decode(_folder.File("x.jpg"), new(3, 8, 8))).Message);
    }

    [Fact]
    public void A_file_that_is_gone_is_named() =>
        Assert.Contains("gone.png", Assert.Throws<DartsException>(() => ImageDecoder.Decode(_folder.File("gone.png"), new(3, 8, 8))).Message);

    private static byte[] Corner(byte[] image, int area, int pixel) => [image[pixel], image[area + pixel], image[(2 * area) + pixel]];

    private static void Near(byte[] expected, byte[] actual, int tolerance) => Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
}
