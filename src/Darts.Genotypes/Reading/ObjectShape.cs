namespace Darts.Genotypes;

/// <summary>The keys of one kind of JSON object, in the order the writer writes them.</summary>
/// <param name="Title">What messages call the object: "an edge".</param>
/// <param name="Required">The keys it needs.</param>
/// <param name="Optional">The keys it may have.</param>
public sealed record ObjectShape(string Title, EquatableArray<string> Required, EquatableArray<string> Optional)
{
    /// <summary>A convolutional genotype.</summary>
    public static ObjectShape Convolutional { get; } =
        new("a convolutional genotype", ["version", "kind", "name", "normal", "reduce", "networks"], ["$schema", "provenance"]);

    /// <summary>A recurrent genotype.</summary>
    public static ObjectShape Recurrent { get; } =
        new("a recurrent genotype", ["version", "kind", "name", "recurrent", "networks"], ["$schema", "provenance"]);

    /// <summary>A cell.</summary>
    public static ObjectShape Cell { get; } = new("a cell", ["edges", "concat"], []);

    /// <summary>An edge.</summary>
    public static ObjectShape Edge { get; } = new("an edge", ["node", "from", "op"], []);

    /// <summary>A network with the macro cifar or imagenet.</summary>
    public static ObjectShape ImageNetwork { get; } =
        new("an image network", ["name", "macro", "channels", "layers", "classes", "input", "auxiliary"], []);

    /// <summary>A network with the macro language.</summary>
    public static ObjectShape LanguageNetwork { get; } =
        new("a language network", ["name", "macro", "embedding", "hidden", "vocabulary"], []);

    /// <summary>Where an architecture comes from.</summary>
    public static ObjectShape Provenance { get; } = new("provenance", [], ["method", "dataset", "seed", "epochs", "source"]);

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => Required.Concat(Optional);
}
