using System.Globalization;
using System.Text;

namespace Darts.Genotypes;

/// <summary>Writes the one canonical text of a genotype: one edge or network a line, two spaces of indent, lines ended by \n. Reading and writing it again
/// gives the same bytes, on every machine and under every culture.</summary>
public static class GenotypeWriter
{
    /// <summary>The value of <c>$schema</c> for files that stand beside this repository's <c>genotypes/genotype.schema.json</c>.</summary>
    public const string SchemaFile = "genotype.schema.json";

    /// <summary>The canonical text, ended by a line break.</summary>
    public static string Write(Genotype genotype)
    {
        var members = new List<string>();
        if (genotype.Schema is { } schema)
            members.Add($"\"$schema\": {JsonString.Quote(schema)}");
        members.Add("\"version\": 1");
        switch (genotype)
        {
            case ConvolutionalGenotype convolutional:
                members.Add("\"kind\": \"convolutional\"");
                members.Add($"\"name\": {JsonString.Quote(genotype.Name)}");
                members.Add(Cell("normal", convolutional.Normal));
                members.Add(Cell("reduce", convolutional.Reduce));
                break;
            case RecurrentGenotype recurrent:
                members.Add("\"kind\": \"recurrent\"");
                members.Add($"\"name\": {JsonString.Quote(genotype.Name)}");
                members.Add(Cell("recurrent", recurrent.Recurrent));
                break;
            default:
                throw new ArgumentException($"{genotype.GetType().Name} is not a kind of genotype.", nameof(genotype));
        }
        members.Add("\"networks\": " + Lines("  ", genotype.Networks.Select(Network)));
        if (genotype.Provenance != Provenance.Unknown)
            members.Add("\"provenance\": " + ProvenanceOf(genotype.Provenance));
        return "{\n  " + string.Join(",\n  ", members) + "\n}\n";
    }

    private static string Cell(string key, Cell cell) =>
        $"\"{key}\": {{\n    \"edges\": {Lines("    ", cell.Edges.Select(Edge))},\n    \"concat\": [{string.Join(", ", cell.Concat.Select(Number))}]\n  }}";

    private static string Edge(Edge edge) =>
        $"{{ \"node\": {Number(edge.Node)}, \"from\": {Number(edge.From)}, \"op\": {JsonString.Quote(edge.Operation.Name)} }}";

    private static string Network(NetworkSpec network) => network switch
    {
        ImageNetworkSpec image =>
            $"{{ \"name\": {JsonString.Quote(image.Name)}, \"macro\": {JsonString.Quote(NetworkReader.NameOf(image.Macro))}, "
            + $"\"channels\": {Number(image.Channels)}, \"layers\": {Number(image.Layers)}, \"classes\": {Number(image.Classes)}, "
            + $"\"input\": [{Number(image.Input.Channels)}, {Number(image.Input.Height)}, {Number(image.Input.Width)}], "
            + $"\"auxiliary\": {(image.Auxiliary ? "true" : "false")} }}",
        LanguageNetworkSpec language =>
            $"{{ \"name\": {JsonString.Quote(language.Name)}, \"macro\": {JsonString.Quote(NetworkReader.LanguageMacro)}, "
            + $"\"embedding\": {Number(language.Embedding)}, \"hidden\": {Number(language.Hidden)}, \"vocabulary\": {Number(language.Vocabulary)} }}",
        _ => throw new ArgumentException($"{network.GetType().Name} is not a kind of network.", nameof(network)),
    };

    private static string ProvenanceOf(Provenance provenance)
    {
        var members = new List<string>();
        Add("method", provenance.Method);
        Add("dataset", provenance.Dataset);
        if (provenance.Seed is { } seed)
            members.Add($"\"seed\": {Number(seed)}");
        if (provenance.Epochs is { } epochs)
            members.Add($"\"epochs\": {Number(epochs)}");
        Add("source", provenance.Source);
        return "{ " + string.Join(", ", members) + " }";

        void Add(string key, string? value)
        {
            if (value is not null)
                members.Add($"\"{key}\": {JsonString.Quote(value)}");
        }
    }

    /// <summary>An array with one element a line.</summary>
    private static string Lines(string indent, IEnumerable<string> items)
    {
        var lines = new StringBuilder();
        foreach (string item in items)
            lines.Append(lines.Length == 0 ? "\n" : ",\n").Append(indent).Append("  ").Append(item);
        return lines.Length == 0 ? "[]" : $"[{lines}\n{indent}]";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
