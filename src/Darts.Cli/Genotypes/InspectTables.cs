using Darts.Cli.Terminal;
using Darts.Genotypes;
using Spectre.Console;

namespace Darts.Cli.Genotypes;

/// <summary>What <c>darts inspect</c> shows to people: networks side by side, as many as fit the terminal.</summary>
internal static class InspectTables
{
    /// <summary>Columns of characters that one network needs in the widest table, and that the first column needs.</summary>
    private const int NetworkWidth = 61, LabelWidth = 20;

    /// <summary>Shows networks.</summary>
    public static void Show(Output output, IReadOnlyList<InspectedNetwork> networks)
    {
        int fit = Math.Max(1, (output.Human.Profile.Width - LabelWidth) / NetworkWidth);
        foreach (var some in networks.Chunk(fit))
        {
            output.Human.Write(Summary(some));
            output.Human.Write(Parts(some));
            output.Human.Write(Operations(some));
        }
    }

    private static Table Summary(IReadOnlyList<InspectedNetwork> networks)
    {
        var table = New("", networks.Select(network => network.Spec.Name));
        bool images = networks[0].Spec is ImageNetworkSpec;
        Row(images ? "images" : "words", network => network.Spec is ImageNetworkSpec image
            ? Invariant($"{image.Input}, {image.Classes:N0} classes")
            : Invariant($"{((LanguageNetworkSpec)network.Spec).Vocabulary:N0}, embedded in {((LanguageNetworkSpec)network.Spec).Embedding:N0} numbers"));
        Row("macro", network => network.Spec is ImageNetworkSpec image
            ? Invariant($"{network.Macro}, {image.Channels} channels, {image.Layers} cells")
            : Invariant($"{network.Macro}, state of {((LanguageNetworkSpec)network.Spec).Hidden:N0}"));
        Row("parameters", network => Words.Count(network.Parameters));
        if (networks.Any(network => network.Breakdown.Parameters != network.Parameters))
            Row("  with auxiliary head", network => Words.Count(network.Breakdown.Parameters));
        Row(images ? "multiply-adds" : "multiply-adds a word", network => Words.Count(network.MultiplyAdds));
        Row("activations", network => $"{Words.Bytes(network.Bytes(network.Breakdown.Activations))} at batch {Words.Count(network.Batch)}{(images ? "" : Invariant($" × {NetworkBreakdown.SequenceLength} words"))}");
        return table;

        void Row(string label, Func<InspectedNetwork, string> value) => table.AddRow([new Text(label), .. networks.Select(network => new Text(value(network)))]);
    }

    private static Table Parts(IReadOnlyList<InspectedNetwork> networks)
    {
        // A cell's kind stands beside its number where that is one for all.
        bool one = networks.Count == 1;
        string[] numbers = ["output", "parameters", "multiply-adds", "activations"];
        var table = New(networks[0].Spec is ImageNetworkSpec ? "cell" : "node", networks.SelectMany(network => one ? numbers : numbers.Prepend(network.Spec.Name)));
        foreach (var (name, index) in Keys(networks))
        {
            string label = index is null ? name : Invariant($"{index} {(one ? PartOf(networks[0], name, index)!.Name : "")}").TrimEnd();
            table.AddRow([new Text(label), .. networks.SelectMany(network => PartCells(network, PartOf(network, name, index)).Skip(one ? 1 : 0)).Select(cell => new Text(cell))]);
        }
        return one ? Align(table, 1, 4, 1) : Align(table, networks.Count, 5, 2);
    }

    private static IEnumerable<string> PartCells(InspectedNetwork network, PartCounts? part) => part is null
        ? Enumerable.Repeat("", 5)
        : [part.Index is null ? "" : part.Name, string.Join('×', part.Output), Words.Count(part.Parameters), Words.Amount(part.MultiplyAdds), Words.Bytes(network.Bytes(part.Activations))];

    private static Table Operations(IReadOnlyList<InspectedNetwork> networks)
    {
        bool one = networks.Count == 1;
        var table = New("operation", networks.SelectMany(network => new[] { one ? "" : network.Spec.Name, "parameters", "multiply-adds", "activations" }));
        foreach (string name in networks.SelectMany(network => network.Breakdown.Operations.Select(operation => operation.Name)).Distinct())
        {
            var cells = networks.SelectMany(network => network.Breakdown.Operations.FirstOrDefault(operation => operation.Name == name) is { } operation
                ? [Invariant($"{operation.Count:N0} ×"), Words.Share(operation.Parameters, network.Breakdown.Parameters),
                    Words.Share(operation.MultiplyAdds, network.MultiplyAdds), Words.Share(operation.Activations, network.Breakdown.Activations)]
                : Enumerable.Repeat("", 4));
            table.AddRow([new Text(name), .. cells.Select(cell => new Text(cell))]);
        }
        return Align(table, networks.Count, 4, 0);
    }

    /// <summary>The rows of all networks' parts in order: what stands before the cells, the cells by index, what stands after.</summary>
    private static IEnumerable<(string Name, int? Index)> Keys(IReadOnlyList<InspectedNetwork> networks)
    {
        var parts = networks.Select(network => network.Breakdown.Parts).ToList();
        var before = parts.SelectMany(all => all.TakeWhile(part => part.Index is null)).Select(part => (part.Name, part.Index));
        var cells = parts.SelectMany(all => all).Where(part => part.Index is not null).Select(part => part.Index).Distinct().Order().Select(index => ("", index));
        var after = parts.SelectMany(all => all.SkipWhile(part => part.Index is null).Where(part => part.Index is null)).Select(part => (part.Name, part.Index));
        return before.Distinct().Concat(cells).Concat(after.Distinct());
    }

    private static PartCounts? PartOf(InspectedNetwork network, string name, int? index) =>
        network.Breakdown.Parts.FirstOrDefault(part => part.Index == index && (index is not null || part.Name == name));

    private static Table New(string first, IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns.Prepend(first))
            table.AddColumn(new TableColumn(new Text(column)).NoWrap());
        return table;
    }

    /// <summary>Numbers stand at the right: all of a network's columns but the first <paramref name="words"/>.</summary>
    private static Table Align(Table table, int networks, int columns, int words)
    {
        for (int i = 0; i < networks * columns; i++)
        {
            if (i % columns >= words)
                table.Columns[1 + i].RightAligned();
        }
        return table;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
