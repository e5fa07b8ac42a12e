using System.Globalization;

namespace Darts.Codegen;

/// <summary>Writes the class for inference of one language model.</summary>
internal static class ReaderEmitter
{
    public static string Emit(RecurrentGenotype genotype, LanguageNetworkSpec network, string hash)
    {
        RecurrentProgram program = RecurrentProgram.Plain(genotype.Recurrent).After(RecurrentFusion.Passes);
        return TemplateRenderer.Render("reader", new ReaderModel(
            Name: network.Name + InferenceFileEmitter.Suffix,
            Network: network.Name,
            Summary: RecurrentEmitter.Summary(genotype, network),
            Plan: PlanOf(network, hash),
            Products: [.. program.Products.Select(static product => new ProductModel(Number(product.From), [.. product.Gates.Select(gate => GateOf(product, gate))]))],
            Mean: string.Join(", ", genotype.Recurrent.Concat.Select(Number))));
    }

    private static string PlanOf(LanguageNetworkSpec network, string hash) =>
        $"new ReaderPlan(\"{network.Name}\", \"{hash}\", Vocabulary: {InferenceText.Number(network.Vocabulary)}, Embedding: {InferenceText.Number(network.Embedding)}, "
            + $"Hidden: {InferenceText.Number(network.Hidden)}, Size: \"{NetworkSize.Of(network)}\")";

    private static GateModel GateOf(ProductStep product, GateStep gate) => new(
        $"{RecurrentEmitter.Pascal(gate.Operation)}(node: {Number(gate.Node)}, edge: {Number(gate.Edge)})",
        $"node {Number(gate.Node)} ← {gate.Operation}(node {Number(product.From)})");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the template <c>reader</c> lays out.</summary>
    private sealed record ReaderModel(string Name, string Network, string Summary, string Plan, ProductModel[] Products, string Mean);

    private sealed record ProductModel(string From, GateModel[] Gates);

    private sealed record GateModel(string Call, string Comment);
}
