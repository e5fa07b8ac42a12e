using System.Globalization;

namespace Darts.Genotypes;

/// <summary>Merges provenance, entry by entry. It is no part of the architecture, but what both sides say differently of its origin cannot both be true.</summary>
internal static class ProvenanceMerge
{
    public static (Provenance Ours, Provenance Theirs) Of(Provenance origin, Provenance ours, Provenance theirs, ThreeWay merge)
    {
        var method = Text("method", static provenance => provenance.Method);
        var dataset = Text("dataset", static provenance => provenance.Dataset);
        var seed = Text("seed", static provenance => provenance.Seed?.ToString(CultureInfo.InvariantCulture));
        var epochs = Text("epochs", static provenance => provenance.Epochs?.ToString(CultureInfo.InvariantCulture));
        var source = Text("source", static provenance => provenance.Source);
        return (Make(method.Ours, dataset.Ours, seed.Ours, epochs.Ours, source.Ours), Make(method.Theirs, dataset.Theirs, seed.Theirs, epochs.Theirs, source.Theirs));

        (string? Ours, string? Theirs) Text(string key, Func<Provenance, string?> entry) =>
            merge.Texts($"provenance, {key}", entry(origin), entry(ours), entry(theirs));
    }

    private static Provenance Make(string? method, string? dataset, string? seed, string? epochs, string? source) => new(
        method, dataset, seed is null ? null : long.Parse(seed, CultureInfo.InvariantCulture), epochs is null ? null : int.Parse(epochs, CultureInfo.InvariantCulture), source);
}
