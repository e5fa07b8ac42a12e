using System.Buffers.Binary;
using System.IO.Compression;
using Darts.Networks;

namespace Darts.Training;

/// <summary>One IDX file: a magic number (0, 0, the type, the number of dimensions), the dimensions as big-endian 32-bit numbers, then the bytes.</summary>
/// <param name="Dimensions">As many as the magic number says.</param>
/// <param name="Values">Their product of bytes.</param>
internal sealed record IdxFile(IReadOnlyList<int> Dimensions, byte[] Values)
{
    private const int UnsignedByte = 0x08;

    /// <summary>Reads <paramref name="path"/>, through gzip if it ends with ".gz".</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensions">The number of dimensions it must have.</param>
    /// <exception cref="DartsException">The file is damaged or something else.</exception>
    public static IdxFile Read(string path, int dimensions)
    {
        using var file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        try
        {
            var shape = ReadHeader(path, stream, dimensions);
            return new(shape, ReadValues(path, stream, shape));
        }
        catch (InvalidDataException e)
        {
            throw new DartsException($"'{path}' is not a valid gzip file: it is damaged or not complete.", e);
        }
    }

    private static int[] ReadHeader(string path, Stream stream, int dimensions)
    {
        var header = new byte[4 + (4 * dimensions)];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            throw new DartsException($"'{path}' ends within its header of {header.Length} bytes.");
        }

        var magic = BinaryPrimitives.ReadInt32BigEndian(header);
        var expected = (UnsignedByte << 8) | dimensions;
        if (magic != expected)
        {
            throw new DartsException($"'{path}' starts with 0x{magic:x8}, not 0x{expected:x8}: it is no IDX file of bytes with {dimensions} dimension{(dimensions == 1 ? "" : "s")}.");
        }

        var shape = Enumerable.Range(1, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * i))).ToArray();
        if (shape.Any(length => length <= 0) || shape.Aggregate(1d, (product, length) => product * length) > Array.MaxLength)
        {
            throw new DartsException($"'{path}' says it holds {string.Join(" × ", shape)} bytes, which no data set here can.");
        }

        return shape;
    }

    private static byte[] ReadValues(string path, Stream stream, int[] shape)
    {
        var expected = shape.Aggregate(1, (product, length) => product * length);

        // Grown as the bytes come: a damaged header must not make us reserve what the file does not hold.
        using var values = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (values.Length <= expected && stream.Read(buffer) is > 0 and var read)
        {
            values.Write(buffer, 0, read);
        }

        if (values.Length != expected)
        {
            throw new DartsException(
                $"'{path}' should hold {string.Join(" × ", shape)} = {expected} bytes after its header, but {(values.Length < expected ? $"ends after {values.Length}" : "holds more")}.");
        }

        return values.GetBuffer().Length == expected ? values.GetBuffer() : values.ToArray();
    }
}
