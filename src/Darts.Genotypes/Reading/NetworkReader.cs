using Darts.Genotypes.Json;

namespace Darts.Genotypes;

/// <summary>Reads the entries of <c>networks</c>.</summary>
internal static class NetworkReader
{
    /// <summary>The macro of language models.</summary>
    public const string LanguageMacro = "language";

    private static readonly string[] ImageMacros = ["cifar", "imagenet"];

    /// <summary>The name of <paramref name="macro"/> in genotypes.</summary>
    public static string NameOf(ImageMacro macro) => ImageMacros[(int)macro];

    /// <summary>Every valid name among <paramref name="networks"/>.</summary>
    public static IEnumerable<NetworkName> Names(JsonArray networks) => networks.Items.OfType<JsonObject>()
        .SelectMany(static entry => entry.Members)
        .Where(static member => member.Key == "name")
        .Select(static member => member.Value).OfType<JsonText>()
        .Where(static name => Identifiers.IsValid(name.Value) && !ReservedNames.Contains(name.Value))
        .Select(static name => new NetworkName(name.Value, name.Span));

    public static EquatableArray<NetworkSpec> Read(JsonArray networks, GenotypeKind kind, ProblemList problems)
    {
        var specs = new List<NetworkSpec>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonNode item in networks.Items)
        {
            if (item is not JsonObject entry)
            {
                problems.Add(GenotypeRules.WrongType, item.Span, "An entry of 'networks'", item.Description, "an object");
                continue;
            }
            ObjectShape shape = kind == GenotypeKind.Convolutional ? ObjectShape.ImageNetwork : ObjectShape.LanguageNetwork;
            var reader = new ObjectReader(entry, shape, problems);
            string? name = NameReader.Read(reader, problems);
            if (name is not null && !names.Add(name))
                problems.Add(GenotypeRules.DuplicateNetworkName, reader.Find("name")!.Span, name);
            if (name is not null && ReservedNames.Contains(name))
                problems.Add(GenotypeRules.InvalidName, reader.Find("name")!.Span, name, "compiled networks use it themselves");
            NetworkSpec? spec = kind == GenotypeKind.Convolutional ? ImageNetwork(name, reader, problems) : LanguageNetwork(name, reader, problems);
            if (spec is not null)
                specs.Add(spec);
        }
        return specs.ToEquatableArray();
    }

    private static ImageNetworkSpec? ImageNetwork(string? name, ObjectReader reader, ProblemList problems)
    {
        int macro = Macro(reader, ImageMacros, "convolutional", problems);
        long? channels = reader.Integer("channels", 1, GenotypeLimits.Channels);
        long? layers = reader.Integer("layers", 1, GenotypeLimits.Layers);
        long? classes = reader.Integer("classes", 1, GenotypeLimits.Classes);
        ImageShape? input = Input(reader, problems);
        bool? auxiliary = reader.Boolean("auxiliary");
        if (macro < 0 || channels is null || layers is null || input is null)
            return null;

        var spec = new ImageNetworkSpec(name ?? "", (ImageMacro)macro, (int)channels, (int)layers, (int)(classes ?? 1), input.Value, auxiliary ?? false);
        foreach (GenotypeProblem problem in NetworkRules.Check(spec, reader.Find("channels")!.Span, reader.Find("input")!.Span))
            problems.Add(problem);
        return spec;
    }

    private static LanguageNetworkSpec? LanguageNetwork(string? name, ObjectReader reader, ProblemList problems)
    {
        Macro(reader, [LanguageMacro], "recurrent", problems);
        long? embedding = reader.Integer("embedding", 1, GenotypeLimits.Hidden);
        long? hidden = reader.Integer("hidden", 1, GenotypeLimits.Hidden);
        long? vocabulary = reader.Integer("vocabulary", 1, GenotypeLimits.Vocabulary);
        return embedding is null || hidden is null || vocabulary is null
            ? null
            : new LanguageNetworkSpec(name ?? "", (int)embedding, (int)hidden, (int)vocabulary);
    }

    private static int Macro(ObjectReader reader, string[] macros, string kind, ProblemList problems)
    {
        if (reader.Text("macro") is not { } text)
            return -1;
        int index = Array.IndexOf(macros, text.Value);
        if (index < 0)
        {
            string found = Excerpt.Of(text.Value);
            problems.Add(GenotypeRules.UnknownMacro, text.Span, found, kind, Nearest.Hint(found, macros), ObjectReader.Quoted(macros));
        }
        return index;
    }

    private static ImageShape? Input(ObjectReader reader, ProblemList problems)
    {
        if (reader.Array("input") is not { } array)
            return null;
        if (array.Items.Count != 3)
        {
            problems.Add(GenotypeRules.WrongType, array.Span, "'input'", FormattableString.Invariant($"an array of {array.Items.Count} values"),
                "[channels, height, width]");
            return null;
        }
        long? channels = ObjectReader.Integer(array.Items[0], "The input's channel count", 1, GenotypeLimits.InputChannels, problems);
        long? height = ObjectReader.Integer(array.Items[1], "The input's height", 1, GenotypeLimits.InputSize, problems);
        long? width = ObjectReader.Integer(array.Items[2], "The input's width", 1, GenotypeLimits.InputSize, problems);
        return channels is null || height is null || width is null ? null : new ImageShape((int)channels, (int)height, (int)width);
    }
}
