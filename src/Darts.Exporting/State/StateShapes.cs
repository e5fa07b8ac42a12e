using System.Globalization;
using Darts.Genotypes;

namespace Darts.Exporting;

/// <summary>The tensors of a network's state, by the original's names: what a weights file of it has to hold.</summary>
internal static class StateShapes
{
    /// <summary>The shapes of all tensors, those of dead nodes and of the auxiliary head too.</summary>
    public static IReadOnlyDictionary<string, long[]> Of(NetworkGraph graph)
    {
        var shapes = new Dictionary<string, long[]>();
        AddStems(shapes, graph);
        foreach (PlacedCell cell in graph.Cells)
            AddCell(shapes, graph, cell);
        if (graph.Auxiliary is { } auxiliary)
            AddAuxiliary(shapes, auxiliary);
        AddLinear(shapes, "classifier", graph.Classifier.Input.Channels, graph.Classifier.Classes);
        return shapes;
    }

    private static void AddStems(Dictionary<string, long[]> shapes, NetworkGraph graph)
    {
        if (graph.Stem.Macro == ImageMacro.Cifar)
        {
            Add(shapes, "stem", Chains.CifarStem(graph.Input.Channels, graph.Stem.Before.Channels));
            return;
        }
        Add(shapes, "stem0", Chains.ImageNetStem0(graph.Input.Channels, graph.Stem.Channels));
        Add(shapes, "stem1", Chains.ImageNetStem1(graph.Stem.Channels));
    }

    private static void AddCell(Dictionary<string, long[]> shapes, NetworkGraph graph, PlacedCell cell)
    {
        string name = "cells." + Number(cell.Index);
        if (cell.Preprocess0 == PreprocessKind.FactorizedReduce)
            AddReduce(shapes, $"{name}.preprocess0", cell.Before.Channels, cell.Channels);
        else
            Add(shapes, $"{name}.preprocess0", Chains.Preprocess(cell.Before.Channels, cell.Channels));
        Add(shapes, $"{name}.preprocess1", Chains.Preprocess(cell.Previous.Channels, cell.Channels));
        foreach (EdgeGraph edge in graph.CellOf(cell.Kind).Nodes.SelectMany(node => node.Edges))
        {
            string operation = $"{name}._ops.{Number(edge.Index)}";
            if (edge.IsFactorizedReduce)
                AddReduce(shapes, operation, cell.Channels, cell.Channels);
            else if (edge.Operation.RectifiesInput)
                Add(shapes, operation, Chains.Operation(edge.Operation, cell.Channels, edge.Stride));
        }
    }

    /// <summary>quark0/darts <c>AuxiliaryHead*</c>; the ImageNet one has no second batch norm.</summary>
    private static void AddAuxiliary(Dictionary<string, long[]> shapes, AuxiliaryGraph auxiliary)
    {
        string? norm = auxiliary.Macro == ImageMacro.Cifar ? "6" : null;
        Add(
            shapes,
            "auxiliary_head.features",
            [
                new("pointwise", "2", "3", auxiliary.Input.Channels, 128, Window.Pixel),
                new("convolution", "5", norm, 128, 768, Window.Pixel with { Kernel = (2, 2) }),
            ]);
        AddLinear(shapes, "auxiliary_head.classifier", 768, auxiliary.Classes);
    }

    private static void Add(Dictionary<string, long[]> shapes, string operation, Link[] links)
    {
        foreach (Link link in links)
        {
            shapes.Add($"{operation}.{link.Weight}.weight", link.Shape);
            if (link.Norm is not null)
                AddNorm(shapes, $"{operation}.{link.Norm}", link.Outputs);
        }
    }

    private static void AddReduce(Dictionary<string, long[]> shapes, string operation, int inputs, int outputs)
    {
        shapes.Add($"{operation}.conv_1.weight", [outputs / 2, inputs, 1, 1]);
        shapes.Add($"{operation}.conv_2.weight", [outputs / 2, inputs, 1, 1]);
        AddNorm(shapes, $"{operation}.bn", outputs);
    }

    private static void AddNorm(Dictionary<string, long[]> shapes, string norm, int channels)
    {
        foreach (string tensor in (string[])["weight", "bias", "running_mean", "running_var"])
            shapes.Add($"{norm}.{tensor}", [channels]);
    }

    private static void AddLinear(Dictionary<string, long[]> shapes, string name, int inputs, int outputs)
    {
        shapes.Add($"{name}.weight", [outputs, inputs]);
        shapes.Add($"{name}.bias", [outputs]);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
