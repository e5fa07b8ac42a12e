using System.Buffers.Binary;
using System.Text;
using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Reads and writes NumPy's .npy files of float32 in C order (<c>numpy.save</c>; format versions 1.0 and 2.0).</summary>
public static class Npy
{
    private const string Float32 = "<f4";
    private const int LongestHeader = 1 << 20;
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A new float32 tensor on the CPU.</returns>
    /// <exception cref="DartsException">The file cannot be read, is not valid, or holds something else than float32 in C order.</exception>
    public static Tensor Read(string path)
    {
        Tensor? tensor = null;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            NpyHeader header = ReadHeader(stream);
            CheckSupported(header, stream.Length - stream.Position);
            tensor = empty(header.Shape, ScalarType.Float32);
            tensor.ReadFrom(stream);
            return tensor;
        }
        catch (Exception e) when (FileErrors.IsFileError(e) || e is FormatException)
        {
            tensor?.Dispose();
            throw e is FormatException ? new DartsException($"Cannot read '{path}' as an .npy file: {e.Message}.", e) : FileErrors.Reading(path, e);
        }
    }

    /// <summary>Writes an array; the file is replaced as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensor">Of any device and type; written as float32.</param>
    /// <exception cref="DartsException">The file cannot be written.</exception>
    public static void Write(string path, Tensor tensor)
    {
        using Tensor numbers = tensor.to(ScalarType.Float32);
        string shape = string.Concat(tensor.shape.Select(side => FormattableString.Invariant($"{side}, ")));
        string header = $"{{'descr': '{Float32}', 'fortran_order': False, 'shape': ({(tensor.dim() == 1 ? shape.TrimEnd() : shape.TrimEnd(' ', ','))}), }}";
        int before = Magic.Length + 2 + sizeof(ushort);
        int padded = (before + header.Length + 1 + Alignment - 1) / Alignment * Alignment;
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Magic);
            stream.Write([1, 0]);
            Span<byte> length = stackalloc byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)(padded - before));
            stream.Write(length);
            stream.Write(Encoding.Latin1.GetBytes(header.PadRight(padded - before - 1) + '\n'));
            numbers.WriteTo(stream);
        });
    }

    private static NpyHeader ReadHeader(FileStream stream)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
            throw new FormatException("it does not begin as one");
        int lengthField = start[6] switch
        {
            1 => sizeof(ushort),
            2 => sizeof(uint),
            _ => throw new FormatException($"it is of format version {start[6]}.{start[7]}; 1.0 and 2.0 can be read"),
        };
        Span<byte> field = stackalloc byte[sizeof(uint)];
        field.Clear();
        stream.ReadExactly(field[..lengthField]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(field);
        if (length > LongestHeader)
            throw new FormatException($"its header would be {length} bytes long; the most is {LongestHeader}");
        byte[] text = new byte[length];
        stream.ReadExactly(text);
        return NpyHeader.Parse(Encoding.Latin1.GetString(text));
    }

    private static void CheckSupported(NpyHeader header, long dataLength)
    {
        if (header.Type != Float32)
            throw new FormatException($"its elements are of type '{header.Type}', not '{Float32}'; convert it in NumPy with x.astype('{Float32}')");
        if (header.FortranOrder && header.Shape.Length > 1)
            throw new FormatException("it is in Fortran order, not C order; convert it in NumPy with numpy.ascontiguousarray(x)");
        if (ElementType.Float32.Bytes(header.Shape) != dataLength)
            throw new FormatException($"{dataLength} bytes follow its header, which is not what shape ({string.Join(", ", header.Shape)}) takes");
    }
}
