using Darts.Genotypes.Json;

namespace Darts.Genotypes;

/// <summary>Reads <c>provenance</c>.</summary>
internal static class ProvenanceReader
{
    public static Provenance Read(JsonObject json, ProblemList problems)
    {
        var reader = new ObjectReader(json, ObjectShape.Provenance, problems);
        return new(
            reader.Text("method")?.Value,
            reader.Text("dataset")?.Value,
            reader.Integer("seed", long.MinValue, long.MaxValue),
            (int?)reader.Integer("epochs", 0, int.MaxValue),
            reader.Text("source")?.Value);
    }
}
