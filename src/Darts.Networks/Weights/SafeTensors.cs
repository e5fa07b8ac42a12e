using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Writes tensors as safetensors files (see <see cref="SafeTensorsFile"/> for reading).</summary>
public static class SafeTensors
{
    /// <summary>Writes a file; it is replaced as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors of any device by name. Written widest type first, then by name: the same tensors give the same bytes.</param>
    /// <param name="metadata">Facts about the file, if any.</param>
    /// <exception cref="DartsException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">A tensor's type or name has no place in the format.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        WeightsSource[] sources = [.. tensors.Select(entry => new WeightsSource(entry.Key, ScalarTypes.ElementTypeOf(entry.Value.dtype), entry.Value.shape, entry.Value.WriteTo))];
        AtomicFile.Write(path, stream => WeightsWriter.Write(stream, sources, metadata));
    }
}
