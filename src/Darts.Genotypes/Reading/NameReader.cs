using Darts.Genotypes.Json;

namespace Darts.Genotypes;

/// <summary>Reads the <c>name</c> of a genotype or network.</summary>
internal static class NameReader
{
    /// <summary>The name; null (and a problem) if it is none.</summary>
    public static string? Read(ObjectReader reader, ProblemList problems)
    {
        if (reader.Text("name") is not { } text)
            return null;
        if (Identifiers.Fault(text.Value) is not { } fault)
            return text.Value;
        problems.Add(GenotypeRules.InvalidName, text.Span, Excerpt.Of(text.Value), fault);
        return null;
    }
}
