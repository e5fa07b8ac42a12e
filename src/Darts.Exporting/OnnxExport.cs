using Darts.Exporting.Onnx;
using Darts.Genotypes;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Exporting;

/// <summary>
/// Writes trained image networks as ONNX files: from <c>images</c>, float32 [batch, C, H, W], normalised as in training (or pixels, uint8), to <c>logits</c>, float32 [batch, classes]. The
/// graph is the network in evaluation with its batch norms folded and without its auxiliary head; its nodes are called after the edges of the genotype.
/// </summary>
public static class OnnxExport
{
    /// <summary>The metadata key of the genotype's name.</summary>
    public const string ArchitectureKey = "architecture";

    private const string Producer = "darts";

    /// <summary>Exports a network with the weights of a file. The network need not be compiled.</summary>
    /// <param name="genotype">The genotype.</param>
    /// <param name="network">The class name of one of its networks.</param>
    /// <param name="weights">Weights as safetensors under the original's state-dict names; its metadata (class names, normalisation) goes into the ONNX file.</param>
    /// <param name="path">The file to write; replaced as a whole or not at all.</param>
    /// <param name="ignoreExtra">Whether the weights file may hold tensors that the network has no place for.</param>
    /// <param name="preprocessing">Whether the graph begins with the normalisation that the weights file names: <c>images</c> are then pixels, uint8.</param>
    /// <exception cref="DartsException">The genotype has no such network or is not one of images, the weights do not fit or name no normalisation, or a file cannot be read or written.</exception>
    public static OnnxFile Write(Genotype genotype, string network, string weights, string path, bool ignoreExtra = false, bool preprocessing = false)
    {
        NetworkGraph graph = ExportedNetwork.Of(genotype, network);
        string hash = ArchitectureHash.Of(genotype);
        using var file = SafeTensorsFile.Open(weights);
        // A training's result is not to be lost by a slip of the keyboard.
        if (Path.GetFullPath(weights) == Path.GetFullPath(path))
            throw new DartsException($"'{path}' is the weights file itself; export to another file.");
        file.CheckOwner(new(graph.Name, hash, NetworkSize.Of(graph)));
        var entries = WeightsFit.Match(graph.Name, hash, StateShapes.Of(graph), auxiliary: false, file, ignoreExtra);
        var pixels = preprocessing ? PixelNormalisation.Of(file, graph.Input.Channels) : null;
        return Write(genotype, graph, new FoldedState(name => file.Read(entries[name].Name)), file.Metadata, path, pixels);
    }

    /// <summary>Exports a compiled network as it is now.</summary>
    /// <param name="genotype">The genotype it was compiled from.</param>
    /// <param name="network">The network, on any device; nothing of it is changed.</param>
    /// <param name="path">The file to write; replaced as a whole or not at all.</param>
    /// <param name="facts">Metadata to write besides what the network says of itself.</param>
    /// <exception cref="DartsException">The network was compiled from another genotype, or the file cannot be written.</exception>
    public static OnnxFile Write(Genotype genotype, ImageClassifier network, string path, IReadOnlyDictionary<string, string>? facts = null)
    {
        NetworkGraph graph = ExportedNetwork.Of(genotype, network.Description.Name);
        var state = network.state_dict();
        // One name and one architecture may still be two networks: sizes stand in the genotype file beside the architecture.
        bool same = network.Description.GenotypeHash == ArchitectureHash.Of(genotype)
            && StateShapes.Of(graph).All(tensor => state.TryGetValue(tensor.Key, out Tensor? value) && value.shape.SequenceEqual(tensor.Value));
        if (!same)
            throw new DartsException($"{graph.Name} was compiled from another genotype than this {genotype.Name}: build it again, or export it with the genotype it was compiled from.");
        return Write(genotype, graph, new FoldedState(name => state[name].detach().cpu()), facts ?? new Dictionary<string, string>(), path);
    }

    private static OnnxFile Write(Genotype genotype, NetworkGraph graph, FoldedState state, IReadOnlyDictionary<string, string> facts, string path, PixelNormalisation? pixels = null)
    {
        string hash = ArchitectureHash.Of(genotype);
        var metadata = new SortedDictionary<string, string>(facts.ToDictionary(), StringComparer.Ordinal)
        {
            [NetworkWeights.NetworkKey] = graph.Name,
            [NetworkWeights.GenotypeKey] = hash,
            [NetworkWeights.SizeKey] = NetworkSize.Of(graph),
            [ArchitectureKey] = genotype.Name,
        };
        metadata.Remove(NetworkWeights.FormatKey);
        // Runtimes add onto a convolution's output as they write it: a sum of pointwise convolutions is not better off as one (1.05 times as slow in ONNX Runtime),
        // and less easily read.
        NetworkProgram program = NetworkProgram.Plain(graph).After(Fusion.Training).After([FoldedBatchNorms.Pass]);
        var model = new OnnxModel(Producer, typeof(OnnxExport).Assembly.GetName().Version!.ToString(3), NetworkNodes.Of(program, state, pixels), [.. metadata]);
        long bytes = model.Size;
        if (bytes > int.MaxValue)
            throw new DartsException($"{graph.Name} would take {bytes:N0} bytes; an ONNX file holds at most {int.MaxValue:N0}.");
        AtomicFile.Write(path, stream =>
        {
            using var withoutGradients = no_grad();
            using var output = new ProtoOutput(stream);
            model.WriteTo(output);
        });
        long weights = model.Graph.Weights.Where(static weight => weight.Type == ScalarType.Float32).Sum(static weight => weight.Count);
        return new OnnxFile(path, graph.Name, hash, OnnxModel.Opset, model.Graph.Nodes.Count, weights, bytes);
    }
}
