using System.Buffers.Binary;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A safetensors file, open for reading. Its header has been checked; tensors are read one by one.</summary>
/// <remarks>The format: 8 bytes length of the header, a JSON header, then the tensors' elements one after the other, little endian.</remarks>
public sealed class SafeTensorsFile : IDisposable
{
    // What the reference implementation takes.
    private const long LongestHeader = 100_000_000;
    private const int LengthField = sizeof(ulong);

    private readonly FileStream _stream;
    private readonly SafeTensorsHeader _header;

    private SafeTensorsFile(string path, FileStream stream, SafeTensorsHeader header) => (Path, _stream, _header) = (path, stream, header);

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>Facts about the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Tensors => _header.Tensors;

    /// <summary>Opens a file and checks its header: JSON, types, shapes, and that the tensors tile the rest of the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DartsException">The file cannot be read or is not valid.</exception>
    public static SafeTensorsFile Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return new SafeTensorsFile(path, stream, ReadHeader(stream));
        }
        catch (Exception e) when (FileErrors.IsFileError(e) || e is FormatException)
        {
            stream?.Dispose();
            throw e is FormatException ? new DartsException($"'{path}' is not a valid safetensors file: {e.Message}.", e) : FileErrors.Reading(path, e);
        }
    }

    /// <summary>Reads a tensor.</summary>
    /// <param name="name">One of <see cref="Tensors"/>.</param>
    /// <returns>A new tensor on the CPU, of the type it has in the file.</returns>
    /// <exception cref="DartsException">The file cannot be read, or holds no tensor of that name.</exception>
    public Tensor Read(string name)
    {
        if (!Tensors.TryGetValue(name, out TensorEntry? entry))
            throw new DartsException($"'{Path}' holds no tensor '{name}'.");
        Tensor tensor = empty([.. entry.Shape], entry.Type);
        try
        {
            _stream.Position = entry.Begin;
            tensor.ReadFrom(_stream);
            if (entry.Type == ScalarType.Bool && tensor.bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
                throw new DartsException($"'{Path}' is not a valid safetensors file: tensor '{name}' of type BOOL holds bytes other than 0 and 1.");
            return tensor;
        }
        catch (Exception e)
        {
            tensor.Dispose();
            if (FileErrors.IsFileError(e))
                throw FileErrors.Reading(Path, e);
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private static SafeTensorsHeader ReadHeader(FileStream stream)
    {
        long fileLength = stream.Length;
        if (fileLength < LengthField)
            throw new FormatException($"it has {fileLength} bytes, too few for a header");
        Span<byte> field = stackalloc byte[LengthField];
        stream.ReadExactly(field);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(field);
        if (length > LongestHeader)
            throw new FormatException($"its header would be {length} bytes long; the most is {LongestHeader}");
        if ((long)length > fileLength - LengthField)
            throw new FormatException($"its header would be {length} bytes long, more than the file has");
        byte[] json = new byte[length];
        stream.ReadExactly(json);
        return SafeTensorsHeader.Parse(json, LengthField + (long)length, fileLength);
    }
}
