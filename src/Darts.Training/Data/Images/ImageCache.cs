using System.Security.Cryptography;
using Darts.Networks;

namespace Darts.Training;

/// <summary>
/// Decoded images on disk, a file for each listing: the SHA-256 of the pixels, then the pixels. A file that is not what it should be is made anew, and where nothing
/// can be written images are decoded each time: a cache must never be what stops a run.
/// </summary>
/// <param name="folder">Where the files lie; null for the user's cache folder.</param>
internal sealed class ImageCache(string? folder)
{
    private readonly string _folder = folder ?? DefaultFolder;

    private static string DefaultFolder => Path.Combine(
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "darts",
        "images");

    /// <summary>The pixels kept under <paramref name="key"/>, or those <paramref name="decode"/> gives, which are then kept.</summary>
    /// <param name="key">A file name.</param>
    /// <param name="length">How many bytes there must be.</param>
    /// <param name="decode">Makes them.</param>
    public byte[] GetOrAdd(string key, int length, Func<byte[]> decode)
    {
        var file = Path.Combine(_folder, key + ".pixels");
        if (TryRead(file, length) is { } kept)
        {
            return kept;
        }

        var pixels = decode();
        TryWrite(file, pixels);
        return pixels;
    }

    private static byte[]? TryRead(string file, int length)
    {
        try
        {
            if (!File.Exists(file) || new FileInfo(file).Length != SHA256.HashSizeInBytes + (long)length)
            {
                return null;
            }

            var hash = new byte[SHA256.HashSizeInBytes];
            var pixels = new byte[length];
            using var stream = File.OpenRead(file);
            stream.ReadExactly(hash);
            stream.ReadExactly(pixels);
            return SHA256.HashData(pixels).AsSpan().SequenceEqual(hash) ? pixels : null;
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            return null;
        }
    }

    private static void TryWrite(string file, byte[] pixels)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            AtomicFile.Write(file, stream =>
            {
                stream.Write(SHA256.HashData(pixels));
                stream.Write(pixels);
            });
        }
        catch (Exception e) when (FileErrors.IsFileError(e) || e is DartsException)
        {
            // Decoded again next time.
        }
    }
}
