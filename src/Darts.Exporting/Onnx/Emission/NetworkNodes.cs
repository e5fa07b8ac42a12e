using Darts.Genotypes;
using static TorchSharp.torch;

namespace Darts.Exporting.Onnx;

/// <summary>A network for inference as an ONNX graph.</summary>
internal static class NetworkNodes
{
    /// <summary>The names of what goes in and comes out.</summary>
    public const string Images = "images", Logits = "logits";

    /// <summary>The side of quark0/darts's <c>AvgPool2d(7)</c> before the classifier.</summary>
    private const int ImageNetWindow = 7;

    /// <summary>The graph.</summary>
    /// <param name="program">The network with its batch norms folded.</param>
    /// <param name="state">Its weights.</param>
    /// <param name="pixels">What is done to pixels first; null where images come normalised.</param>
    public static OnnxGraph Of(NetworkProgram program, FoldedState state, PixelNormalisation? pixels = null)
    {
        NetworkGraph graph = program.Graph;
        var builder = new GraphBuilder(state);
        MapValue images = new(Images, graph.Input);
        var (before, previous) = Stems(builder, graph, pixels is null ? images : builder.Normalise(images, pixels));
        foreach (PlacedCell cell in graph.Cells)
        {
            MapValue output = CellNodes.Add(builder, program.CellOf(cell.Kind), cell, before, previous);
            bool last = cell.Index == graph.Cells.Count - 1;
            (before, previous) = (previous, last ? output : builder.Relu(FormattableString.Invariant($"cells.{cell.Index}/relu"), output));
        }
        Classify(builder, graph, previous);
        var (channels, height, width) = graph.Input;
        int classes = graph.Classifier.Classes;
        return builder.Build(
            graph.Name,
            FormattableString.Invariant($"{graph.Genotype} on {graph.Input} images, {classes} {(classes == 1 ? "class" : "classes")}, for inference: batch norms are part of the convolutions."),
            new(Images, [channels, height, width], pixels is null ? OnnxTensor.Float : OnnxTensor.Bytes),
            new(Logits, [classes]));
    }

    private static (MapValue Before, MapValue Previous) Stems(GraphBuilder builder, NetworkGraph graph, MapValue images)
    {
        int channels = graph.Stem.Channels;
        if (graph.Stem.Macro == ImageMacro.Cifar)
        {
            MapValue stem = builder.Relu("stem/relu", builder.Chain("stem", images, "stem", Chains.CifarStem(graph.Input.Channels, graph.Stem.Before.Channels)));
            return (stem, stem);
        }
        MapValue stem0 = builder.Relu("stem0/relu", builder.Chain("stem0", images, "stem0", Chains.ImageNetStem0(graph.Input.Channels, channels)));
        return (stem0, builder.Relu("stem1/relu", builder.Chain("stem1", stem0, "stem1", Chains.ImageNetStem1(channels))));
    }

    private static void Classify(GraphBuilder builder, NetworkGraph graph, MapValue features)
    {
        var (channels, height, width) = features.Shape;
        int classes = graph.Classifier.Classes;
        // As GlobalPool of Darts.Networks: the original's fixed window, where it fits once, leaves pixels of larger maps out.
        bool partial = graph.Stem.Macro == ImageMacro.ImageNet && height / ImageNetWindow == 1 && width / ImageNetWindow == 1 && (height, width) != (ImageNetWindow, ImageNetWindow);
        MapValue pooled = partial
            ? builder.Pool("AveragePool", "global_pool", features, new((ImageNetWindow, ImageNetWindow), (ImageNetWindow, ImageNetWindow), (0, 0), (0, 0)))
            : builder.Add("GlobalAveragePool", "global_pool", new(channels, 1, 1), [features.Name]);
        builder.AddVector("Flatten", "flatten", channels, [pooled.Name], OnnxAttribute.Number("axis", 1));
        string weight = builder.Constant("classifier.weight", ScalarType.Float32, [classes, channels], () => builder.State.Plain("classifier.weight"));
        string bias = builder.Constant("classifier.bias", ScalarType.Float32, [classes], () => builder.State.Plain("classifier.bias"));
        builder.AddVector("Gemm", Logits, classes, ["flatten", weight, bias], OnnxAttribute.Number("transB", 1));
    }
}
