using Darts.Genotypes;

namespace Darts.Reports.Tests;

/// <summary>Genotypes to draw.</summary>
internal static class Samples
{
    /// <summary>A published one, by its file's name.</summary>
    public static Genotype Published(string name) =>
        GenotypeReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "genotypes", name + ".genotype.json"))).Genotype!;

    /// <summary>The recurrent cell of DARTS (second order; github.com/quark0/darts, rnn/genotypes.py, DARTS_V2).</summary>
    public static RecurrentGenotype Recurrent { get; } = new(
        "DartsV2Rnn",
        new(
            new (int From, string Operation)[] { (0, "sigmoid"), (1, "relu"), (1, "relu"), (1, "identity"), (2, "tanh"), (5, "sigmoid"), (3, "tanh"), (5, "relu") }
                .Select((gene, i) => new Edge(i + 1, gene.From, Operations.Recurrent.Single(operation => operation.Name == gene.Operation))).ToEquatableArray(),
            Enumerable.Range(1, 8).ToEquatableArray()),
        [new LanguageNetworkSpec("DartsV2Ptb", 850, 850, 10_000)],
        Provenance.Unknown);
}
