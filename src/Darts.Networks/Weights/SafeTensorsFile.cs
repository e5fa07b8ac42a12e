using Darts.Kernels.Inference;
using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A safetensors file whose tensors are read as TorchSharp's, one by one: a <see cref="WeightsFile"/> (which knows the format) for those who have a tensor library.</summary>
public sealed class SafeTensorsFile : IDisposable
{
    private readonly WeightsFile _file;

    private SafeTensorsFile(WeightsFile file) => _file = file;

    /// <summary>The file, as it was named.</summary>
    public string Path => _file.Name;

    /// <summary>Facts about the file, without the checksums.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _file.Metadata;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, WeightsEntry> Tensors => _file.Tensors;

    /// <summary>Whether there are checksums of the tensors; then a damaged one is not read.</summary>
    public bool HasChecksums => _file.HasChecksums;

    /// <summary>The network whose weights these are, for messages; empty where the file does not say.</summary>
    internal string Origin => _file.Origin;

    /// <summary>Opens a file and checks its header: JSON, types, shapes, and that the tensors tile the rest of the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DartsException">The file cannot be read or is not valid.</exception>
    public static SafeTensorsFile Open(string path) => ForUser(() => new SafeTensorsFile(WeightsFile.Open(path)));

    /// <summary>Reads a tensor.</summary>
    /// <param name="name">One of <see cref="Tensors"/>.</param>
    /// <returns>A new tensor on the CPU, of the type it has in the file.</returns>
    /// <exception cref="DartsException">The file cannot be read or is damaged, or holds no tensor of that name, or one of a type that TorchSharp does not have.</exception>
    public Tensor Read(string name)
    {
        if (!Tensors.TryGetValue(name, out WeightsEntry? entry))
            throw new DartsException($"'{Path}' holds no tensor '{name}'.");
        ScalarType type = ScalarTypes.Of(entry.Type) ?? throw new DartsException($"Tensor '{name}' of '{Path}' has elements of type {entry.Type}, which TorchSharp does not have.");
        Tensor tensor = empty([.. entry.Shape], type);
        try
        {
            Verify(name);
            ForUser(() => tensor.ReadFrom(_file, entry));
            if (type == ScalarType.Bool && tensor.bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
                throw new DartsException($"'{Path}' is not a valid safetensors file: tensor '{name}' of type BOOL holds bytes other than 0 and 1.");
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a network whose weights these are not. A file that does not say whose they are is for any.</summary>
    /// <param name="network">The network that is to take them.</param>
    /// <exception cref="DartsException">The metadata names another network, genotype or size; the message names both.</exception>
    public void CheckOwner(WeightsOwner network) => ForUser(() => _file.CheckOwner(network));

    /// <summary>Compares all tensors with their checksums, where the file has any. Reading a tensor does so for it.</summary>
    /// <exception cref="DartsException">A tensor is damaged; the message names it.</exception>
    public void Verify() => ForUser(_file.Verify);

    /// <summary>Compares a tensor with its checksum.</summary>
    /// <exception cref="DartsException">It is damaged.</exception>
    internal void Verify(string name) => ForUser(() => _file.Verify(Tensors[name]));

    /// <summary>Writes a tensor's elements as they lie in the file.</summary>
    /// <exception cref="DartsException">It is damaged, or the file has become shorter.</exception>
    internal void CopyTo(string name, Stream to) => ForUser(() => _file.CopyTo(name, to));

    /// <summary>Whether a tensor has the same elements, to the bit, as one of another file or of this one.</summary>
    /// <exception cref="DartsException">A file has become shorter.</exception>
    internal bool HasSameBytes(string name, SafeTensorsFile other, string otherName) => ForUser(() =>
    {
        WeightsEntry entry = Tensors[name], compared = other.Tensors[otherName];
        return entry.Length == compared.Length
            && entry.Parts().All(part => _file.Bytes(entry, part.From, part.Length).SequenceEqual(other._file.Bytes(compared, part.From, part.Length)));
    });

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static void ForUser(Action read) => ForUser(() =>
    {
        read();
        return true;
    });

    private static T ForUser<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (WeightsException e)
        {
            throw new DartsException(e.Message, e);
        }
    }
}
