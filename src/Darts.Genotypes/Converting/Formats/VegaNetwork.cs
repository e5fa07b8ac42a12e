namespace Darts.Genotypes.Converting;

/// <summary>The network around Vega's cells (<c>networks/super_network.py</c>).</summary>
internal static class VegaNetwork
{
    private const string CifarStem = "PreOneStem", ImageNetStem = "PreTwoStem";

    private static readonly string[] Known =
        ["type", "name", "stem", "head", "init_channels", "num_classes", "auxiliary", "aux_size", "auxiliary_layer", "input_size", "search", "cells", "network", "normal", "reduce"];

    /// <summary>What the paper trains on CIFAR-10: written for genotypes that name no network.</summary>
    public static ImageNetworkSpec Published { get; } = new("Published", ImageMacro.Cifar, 36, 20, 10, new(3, 32, 32), true);

    /// <summary>Whether Vega can describe a network: its images have three channels, and their size is told by that of the auxiliary head's input.</summary>
    public static bool CanWrite(ImageNetworkSpec network) =>
        network.Input.Channels == 3 && network.Input.Height == network.Input.Width && network.Input.Height % Reduced(network.Macro) == 0;

    /// <summary>Reads the network; null, with the loss named, if it is not one of ours.</summary>
    public static ImageNetworkSpec? Read(Literal network, Literal cells, string genotype, ConversionLog log)
    {
        string[] others = [.. LiteralReader.Parts(network, []).Select(static part => Json.Excerpt.Of(part.Name ?? "?")).Where(static part => !Known.Contains(part))];
        if (others.Length > 0)
            log.Lose($"{ObjectReader.Quoted(others.Take(10))} of Vega's description {(others.Length == 1 ? "is" : "are")} left out");
        if (Modules(network, cells) is not { } modules || modules.Layers.Count == 0)
            return Lose("it does not list its cells", log);
        if (modules.Stem is not (CifarStem or ImageNetStem))
            return Lose($"its stem is neither {CifarStem} nor {ImageNetStem}", log);
        int layers = modules.Layers.Count;
        if (layers > GenotypeLimits.Layers || modules.Layers.Where((module, i) => module != NameAt(i, layers)).Any())
            return Lose($"only the cells at a third and two thirds of it may reduce, and be at most {PythonText.Number(GenotypeLimits.Layers)}", log);

        ImageMacro macro = modules.Stem == CifarStem ? ImageMacro.Cifar : ImageMacro.ImageNet;
        int channels = Number(network, "init_channels", 1, GenotypeLimits.Channels, 16, log);
        int classes = Number(network, "num_classes", 1, GenotypeLimits.Classes, 10, log);
        int auxiliarySize = Number(network, "aux_size", 1, GenotypeLimits.InputSize, macro == ImageMacro.Cifar ? 8 : 7, log);
        int side = Number(network, "input_size", 1, GenotypeLimits.InputSize, auxiliarySize * Reduced(macro), log);
        bool auxiliary = LiteralReader.Part(network, "auxiliary") is NameLiteral { Name: "True" or "true" };
        int stem = Number(LiteralReader.Part(network, "stem"), "init_channels", 1, GenotypeLimits.Channels, channels, log);
        if (stem != channels)
            log.Lose(FormattableString.Invariant($"The stem is made for {stem} channels in Vega's description; here it is made for the cells' {channels}"));
        if (auxiliary && Number(network, "auxiliary_layer", 0, GenotypeLimits.Layers, 2 * layers / 3, log) is var layer && layer != 2 * layers / 3)
            log.Lose(FormattableString.Invariant($"The auxiliary head sits on cell {layer} in Vega's description; here it sits on the second reduction cell"));
        if (log.HasProblems)
            return null;
        var spec = new ImageNetworkSpec(NameOf(genotype, macro), macro, channels, layers, classes, new(3, side, side), auxiliary);
        if (side > GenotypeLimits.InputSize)
            return Lose("its images are too large", log);
        return NetworkRules.Check(spec, network.Span, network.Span).FirstOrDefault() is { } problem ? Lose(problem.Message, log) : spec;
    }

    /// <summary>The description.</summary>
    public static string Write(ImageNetworkSpec network, IReadOnlyList<string> cells)
    {
        int layers = network.Layers;
        string stem = network.Macro == ImageMacro.Cifar
            ? FormattableString.Invariant($"{{ \"type\": \"{CifarStem}\", \"init_channels\": {network.Channels}, \"stem_multi\": 3 }}")
            : FormattableString.Invariant($"{{ \"type\": \"{ImageNetStem}\", \"init_channels\": {network.Channels} }}");
        string[] members =
        [
            "\"type\": \"DartsNetwork\"",
            $"\"stem\": {stem}",
            "\"head\": { \"type\": \"LinearClassificationHead\" }",
            FormattableString.Invariant($"\"init_channels\": {network.Channels}"),
            FormattableString.Invariant($"\"num_classes\": {network.Classes}"),
            $"\"auxiliary\": {(network.Auxiliary ? "true" : "false")}",
            FormattableString.Invariant($"\"aux_size\": {network.Input.Height / Reduced(network.Macro)}"),
            FormattableString.Invariant($"\"auxiliary_layer\": {2 * layers / 3}"),
            "\"search\": false",
            $"\"cells\": {{\n      \"modules\": {PythonText.List(Enumerable.Range(0, layers).Select(i => $"\"{NameAt(i, layers)}\""))},\n{string.Join(",\n", cells)}\n    }}",
        ];
        return $"{{\n  \"modules\": [\"super_network\"],\n  \"super_network\": {{\n    {string.Join(",\n    ", members)}\n  }}\n}}\n";
    }

    /// <summary>How many times smaller the auxiliary head's map is than the image.</summary>
    private static int Reduced(ImageMacro macro) => macro == ImageMacro.Cifar ? 4 : 32;

    private static string NameAt(int index, int layers) => Lowering.KindAt(index, layers) == CellKind.Normal ? "normal" : "reduce";

    private static string NameOf(string genotype, ImageMacro macro)
    {
        string name = genotype + (macro == ImageMacro.Cifar ? "Cifar" : "ImageNet");
        return Identifiers.IsValid(name) ? name : macro == ImageMacro.Cifar ? "VegaCifar" : "VegaImageNet";
    }

    /// <summary>The stem's type and the kinds of the cells, in order.</summary>
    private static (string? Stem, List<string?> Layers)? Modules(Literal network, Literal cells)
    {
        if (LiteralReader.Part(cells, "modules") is SequenceLiteral modules)
            return ((LiteralReader.Part(LiteralReader.Part(network, "stem"), "type") as TextLiteral)?.Value, Names(modules.Items));
        if (LiteralReader.Part(network, "network") is SequenceLiteral { Items: [TextLiteral stem, ..] items })
            return (stem.Value, Names(items.Skip(1)));
        return null;

        static List<string?> Names(IEnumerable<Literal> items) => [.. items.Select(static item => (item as TextLiteral)?.Value)];
    }

    private static int Number(Literal? owner, string key, int min, int max, int otherwise, ConversionLog log)
    {
        if (LiteralReader.Part(owner, key) is not { } literal || LiteralReader.Integer(literal, $"'{key}'", log) is not { } number)
            return otherwise;
        if (number >= min && number <= max)
            return number;
        log.Add(GenotypeRules.NumberOutOfRange.At(literal.Span, $"'{key}'", number, min, max));
        return otherwise;
    }

    private static ImageNetworkSpec? Lose(string why, ConversionLog log)
    {
        log.Lose($"Vega's network is left out: {why}");
        return null;
    }
}
