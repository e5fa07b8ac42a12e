using System.Globalization;

namespace Darts.Codegen;

/// <summary>Writes the class of one network; those of its cells stand beside it.</summary>
internal static class NetworkEmitter
{
    public static string Emit(NetworkProgram program, string hash)
    {
        NetworkGraph graph = program.Graph;
        var counts = NetworkCounts.Of(graph);
        AuxiliaryGraph? auxiliary = graph.Auxiliary;
        int last = graph.Cells.Count - 1;
        bool isCifar = graph.Stem.Macro == ImageMacro.Cifar;
        return TemplateRenderer.Render("network", new NetworkModel(
            Name: graph.Name,
            Summary: Summary(graph, counts),
            Description: Description(graph, counts, hash),
            IsCifar: isCifar,
            InputChannels: graph.Input.Channels,
            StemChannels: graph.Stem.Before.Channels,
            Cells: TableOf(graph.Cells),
            Last: last,
            AuxiliaryType: auxiliary is null ? "" : isCifar ? "CifarAuxiliaryHead" : "ImageNetAuxiliaryHead",
            AuxiliaryCell: auxiliary?.Cell ?? -1,
            AuxiliaryChannels: auxiliary?.Input.Channels ?? 0,
            AuxiliaryBeforeLast: auxiliary is not null && auxiliary.Cell < last,
            AuxiliaryAtLast: auxiliary?.Cell == last,
            Features: graph.Classifier.Input.Channels,
            Classes: graph.Classifier.Classes,
            Pool: isCifar ? "Cifar" : "ImageNet",
            // Rectified once by its maker, or by each of its readers.
            OnceInPlace: program.RectifiesOnce ? ".relu_()" : "",
            OnceByCell: program.RectifiesOnce ? ", rectify: true" : "",
            EachTime: program.RectifiesOnce ? "" : ".relu()"));
    }

    internal static string Summary(NetworkGraph graph, NetworkCounts counts) => string.Format(
        CultureInfo.InvariantCulture,
        "{0} on {1} images, {2}: {3}, {4:N0} parameters{5}, {6} multiply-adds.",
        graph.Genotype,
        graph.Input,
        Plural(graph.Classifier.Classes, "class", "classes"),
        Plural(graph.Cells.Count, "cell", "cells"),
        counts.Parameters,
        graph.Auxiliary is null ? "" : string.Format(CultureInfo.InvariantCulture, " ({0:N0} with the auxiliary head)", counts.ParametersWithAuxiliary),
        Millions(counts.MultiplyAdds));

    private static string Millions(long number) =>
        number < 100_000 ? number.ToString("N0", CultureInfo.InvariantCulture) : (number / 1e6).ToString("N1", CultureInfo.InvariantCulture) + " M";

    private static string Plural(int number, string one, string many) => string.Format(CultureInfo.InvariantCulture, "{0:N0} {1}", number, number == 1 ? one : many);

    private static string Description(NetworkGraph graph, NetworkCounts counts, string hash)
    {
        var (channels, height, width) = graph.Input;
        string images = FormattableString.Invariant($"Channels: {channels}, Height: {height}, Width: {width}, Classes: {graph.Classifier.Classes}");
        string parameters = counts.Parameters.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '_');
        return $"\"{graph.Name}\", \"{hash}\", {images}, Auxiliary: {Literal(graph.Auxiliary is not null)}, Parameters: {parameters}, Size: \"{NetworkSize.Of(graph)}\"";
    }

    /// <summary>One line for each cell, the comments in one column.</summary>
    private static CellModel[] TableOf(EquatableArray<PlacedCell> cells)
    {
        string[] lines = [.. cells.Select(Creation)];
        int width = lines.Max(static line => line.Length), digits = Number(cells.Count - 1).Length;
        return [.. cells.Zip(lines, (cell, line) => new CellModel(line.PadRight(width), $"{Number(cell.Index).PadLeft(digits)}: {cell.Output}"))];
    }

    private static string Creation(PlacedCell cell) => FormattableString.Invariant(
        $"new {CellEmitter.ClassOf(cell.Kind)}({cell.Before.Channels}, {cell.Previous.Channels}, {cell.Channels}, previousReduced: {Literal(cell.PreviousReduced)}),");

    private static string Literal(bool value) => value ? "true" : "false";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the template <c>network</c> lays out.</summary>
    private sealed record NetworkModel(
        string Name,
        string Summary,
        string Description,
        bool IsCifar,
        int InputChannels,
        int StemChannels,
        CellModel[] Cells,
        int Last,
        string AuxiliaryType,
        int AuxiliaryCell,
        int AuxiliaryChannels,
        bool AuxiliaryBeforeLast,
        bool AuxiliaryAtLast,
        int Features,
        int Classes,
        string Pool,
        string OnceInPlace,
        string OnceByCell,
        string EachTime);

    /// <summary>A line of the table of cells.</summary>
    private sealed record CellModel(string Creation, string Comment);
}
