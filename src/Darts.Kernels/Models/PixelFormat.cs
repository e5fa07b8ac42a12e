namespace Darts.Kernels.Models;

/// <summary>How the bytes of a picture follow one another: row by row from the top, pixel by pixel from the left, without gaps.</summary>
public enum PixelFormat
{
    /// <summary>One byte a pixel: 0 is black, 255 white.</summary>
    Grey,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Red, green, blue and alpha, which is not multiplied in; the picture is put over white.</summary>
    Rgba,

    /// <summary>Blue, green, red and alpha, which is not multiplied in; the picture is put over white.</summary>
    Bgra,
}
