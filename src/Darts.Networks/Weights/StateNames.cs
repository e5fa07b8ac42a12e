using Darts.Kernels.Weights;

namespace Darts.Networks;

/// <summary>The names of a state, as files from PyTorch have them, made those of a network: a file's entry for each of its tensors.</summary>
/// <param name="Tensors">By the network's names.</param>
/// <param name="Parallel">Whether <c>module.</c> was taken off.</param>
/// <param name="Counters">How many of PyTorch's counters of batches were passed over.</param>
/// <param name="Tied">The one of a tied embedding and decoder that the file leaves out; null where it has both.</param>
internal sealed record StateNames(IReadOnlyDictionary<string, WeightsEntry> Tensors, bool Parallel, int Counters, string? Tied)
{
    private const string BatchCounter = "num_batches_tracked";
    private const string AuxiliaryHead = "auxiliary_head.";
    private const string Embedding = "encoder.weight";
    private const string Decoder = "decoder.weight";
    private const string FirstProduct = "rnns.0._W0";

    /// <summary>Reads the names of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What stands before every name; tensors without it are passed over.</param>
    public static StateNames Of(SafeTensorsFile file, string prefix = "")
    {
        var named = file.Tensors.Values.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(entry => entry.Name[prefix.Length..]);
        bool parallel = named.Count > 0 && named.Keys.All(name => name.StartsWith(WeightsFile.ParallelPrefix, StringComparison.Ordinal));
        var plain = named.Select(tensor => (Name: parallel ? tensor.Key[WeightsFile.ParallelPrefix.Length..] : tensor.Key, Entry: tensor.Value))
            .Where(tensor => !IsCounter(tensor.Name)).ToDictionary(tensor => tensor.Name, tensor => tensor.Entry);
        int counters = named.Count - plain.Count;
        return new(plain, parallel, counters, AddTied(plain));
    }

    /// <summary>Whether PyTorch counts batches under this name.</summary>
    public static bool IsCounter(string name) => name.EndsWith(BatchCounter, StringComparison.Ordinal);

    /// <summary>Whether this is a tensor of the auxiliary head.</summary>
    public static bool IsAuxiliary(string name) => name.StartsWith(AuxiliaryHead, StringComparison.Ordinal);

    /// <summary>Refuses an embedding and a decoder that differ, where a model has one tensor for both.</summary>
    /// <exception cref="DartsException">They differ.</exception>
    public void CheckTied(SafeTensorsFile file)
    {
        if (IsTied(Tensors) && Tensors.TryGetValue(Embedding, out var embedding) && Tensors.TryGetValue(Decoder, out var decoder)
            && !(embedding.Type == decoder.Type && embedding.Shape.SequenceEqual(decoder.Shape) && file.HasSameBytes(embedding.Name, file, decoder.Name)))
        {
            throw new DartsException($"'{embedding.Name}' and '{decoder.Name}' of '{file.Path}' differ: the model has one tensor for both.");
        }
    }

    /// <summary>safetensors stores a tensor once: the other name may be missing.</summary>
    private static string? AddTied(Dictionary<string, WeightsEntry> tensors)
    {
        if (!IsTied(tensors) || tensors.ContainsKey(Embedding) == tensors.ContainsKey(Decoder))
            return null;
        string missing = tensors.ContainsKey(Embedding) ? Decoder : Embedding;
        tensors.Add(missing, tensors[missing == Decoder ? Embedding : Decoder]);
        return missing;
    }

    /// <summary>The first product of a recurrent cell is [E + H, 2H]; where E = H, embedding and decoder are one.</summary>
    private static bool IsTied(IReadOnlyDictionary<string, WeightsEntry> tensors) =>
        tensors.TryGetValue(FirstProduct, out var product) && product.Shape is [var rows, var columns] && rows == columns;
}
