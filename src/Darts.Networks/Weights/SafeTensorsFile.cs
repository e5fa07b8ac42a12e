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

    /// <summary>Facts about the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _file.Metadata;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, WeightsEntry> Tensors => _file.Tensors;

    /// <summary>The network whose weights these are, for messages; empty where the file does not say.</summary>
    internal string Origin => _file.Origin;

    /// <summary>Opens a file and checks its header: JSON, types, shapes, and that the tensors tile the rest of the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DartsException">The file cannot be read or is not valid.</exception>
    public static SafeTensorsFile Open(string path) => ForUser(() => new SafeTensorsFile(WeightsFile.Open(path)));

    /// <summary>Reads a tensor.</summary>
    /// <param name="name">One of <see cref="Tensors"/>.</param>
    /// <returns>A new tensor on the CPU, of the type it has in the file.</returns>
    /// <exception cref="DartsException">The file cannot be read, or holds no tensor of that name, or one of a type that TorchSharp does not have.</exception>
    public Tensor Read(string name)
    {
        if (!Tensors.TryGetValue(name, out WeightsEntry? entry))
            throw new DartsException($"'{Path}' holds no tensor '{name}'.");
        ScalarType type = ScalarTypes.Of(entry.Type) ?? throw new DartsException($"Tensor '{name}' of '{Path}' has elements of type {entry.Type}, which TorchSharp does not have.");
        Tensor tensor = empty([.. entry.Shape], type);
        try
        {
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

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

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
