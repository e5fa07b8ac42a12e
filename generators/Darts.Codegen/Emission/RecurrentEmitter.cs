using System.Globalization;

namespace Darts.Codegen;

/// <summary>Writes the classes of language models and that of the cell they share.</summary>
internal static class RecurrentEmitter
{
    /// <summary>Products that make a longer line than this stand on one line per node.</summary>
    private const int LineLength = 140;

    /// <summary>A model's class.</summary>
    public static string EmitModel(RecurrentGenotype genotype, LanguageNetworkSpec network, string hash)
    {
        var counts = NetworkCounts.Of(genotype, network)!;
        string parameters = counts.Parameters.ToString("N0", CultureInfo.InvariantCulture);
        return TemplateRenderer.Render("language", new LanguageModelModel(
            network.Name,
            Summary(genotype, network),
            FormattableString.Invariant($"\"{network.Name}\", \"{hash}\", Vocabulary: {Number(network.Vocabulary)}, Embedding: {network.Embedding}, Hidden: {network.Hidden}, Parameters: {parameters.Replace(',', '_')}, Size: \"{NetworkSize.Of(network)}\""),
            network.Embedding,
            network.Hidden));
    }

    /// <summary>A model in one sentence, for both of its classes.</summary>
    public static string Summary(RecurrentGenotype genotype, LanguageNetworkSpec network) => FormattableString.Invariant(
        $"{genotype.Name} on {network.Vocabulary:N0} words, {network.Hidden:N0} wide: {NetworkCounts.Of(genotype, network)!.Parameters:N0} parameters.");

    /// <summary>An activation as C# names it: <c>Tanh</c>.</summary>
    public static string Pascal(Operation activation) => char.ToUpperInvariant(activation.Name[0]) + activation.Name.Substring(1);

    /// <summary>The cell's class.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="isFused">Whether passes rewrite it; else it is plain, one product for each node, and only its form for inference is rewritten.</param>
    /// <param name="passes">The passes.</param>
    public static string EmitCell(Cell cell, bool isFused, IReadOnlyList<RecurrentPass> passes)
    {
        RecurrentProgram plain = RecurrentProgram.Plain(cell), fused = plain.After(passes);
        var model = new RecurrentCellModel(
            cell.Edges.Count,
            Numbers(cell.Concat),
            Numbers(fused.UnusedEdges),
            [.. fused.Products.Select(static product => ProductModel.Of(product))],
            [.. plain.Products.Select(static product => StepModel.Of(product))],
            string.Join(", ", cell.Concat.Select(static node => $"n{Number(node)}")));
        return isFused ? TemplateRenderer.Render("sequence-cell", model) : TemplateRenderer.Render("step-cell", model);
    }

    private static string Numbers(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(Number));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The genotype's edges, as comments have them.</summary>
    private static string Comment(ProductStep product) =>
        $"{(product.Gates.Count == 1 ? "node" : "nodes")} {Numbers(product.Gates.Select(static gate => gate.Node))} ← {string.Join(", ", product.Gates.Select(gate => $"{gate.Operation}(node {Number(product.From)})"))}";

    /// <summary>What the template <c>language</c> lays out.</summary>
    private sealed record LanguageModelModel(string Name, string Summary, string Description, int Embedding, int Hidden);

    /// <summary>What the templates <c>sequence-cell</c> and <c>step-cell</c> lay out.</summary>
    private sealed record RecurrentCellModel(int Edges, string Mean, string Unused, ProductModel[] Products, StepModel[] Steps, string Nodes);

    /// <summary>A line of the table of products.</summary>
    private sealed record ProductModel(string Comment, string Creation)
    {
        public static ProductModel Of(ProductStep product)
        {
            string[] gates = [.. product.Gates.Select(static gate =>
                $"new Gate({Number(gate.Node)}, Edge: {Number(gate.Edge)}, Activation.{Pascal(gate.Operation)})")];
            string line = $"new GateProduct({Number(product.From)}, {string.Join(", ", gates)})";
            if (line.Length > LineLength)
                line = $"new GateProduct(\n                {Number(product.From)},\n                {string.Join(",\n                ", gates)})";
            return new(RecurrentEmitter.Comment(product), line);
        }
    }

    /// <summary>A node of the plain cell.</summary>
    private sealed record StepModel(string Comment, int Edge, int From, int Node, string Candidate)
    {
        public static StepModel Of(ProductStep product)
        {
            GateStep gate = product.Gates[0];
            return new(RecurrentEmitter.Comment(product), gate.Edge, product.From, gate.Node, gate.Operation.Name == "identity" ? $"h{Number(gate.Node)}" : $"h{Number(gate.Node)}.{gate.Operation}()");
        }
    }
}
