using System.Globalization;

namespace Darts.Codegen;

/// <summary>Writes the class of one network.</summary>
internal static class NetworkEmitter
{
    public static string Emit(NetworkGraph graph, string hash)
    {
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
            Cells: [.. graph.Cells.Select(CellModel.Of)],
            Last: last,
            AuxiliaryType: auxiliary is null ? "" : isCifar ? "CifarAuxiliaryHead" : "ImageNetAuxiliaryHead",
            AuxiliaryCell: auxiliary?.Cell ?? -1,
            AuxiliaryChannels: auxiliary?.Input.Channels ?? 0,
            AuxiliaryBeforeLast: auxiliary is not null && auxiliary.Cell < last,
            AuxiliaryAtLast: auxiliary?.Cell == last,
            Features: graph.Classifier.Input.Channels,
            Classes: graph.Classifier.Classes,
            CellClasses: [.. graph.Cells.Select(static cell => cell.Kind).Distinct().OrderBy(static kind => kind).Select(kind => CellEmitter.Emit(graph.CellOf(kind)))]));
    }

    private static string Summary(NetworkGraph graph, NetworkCounts counts) => string.Format(
        CultureInfo.InvariantCulture,
        "{0} on {1} images, {2}: {3}, {4:N0} parameters{5}, {6:N1} M multiply-adds.",
        graph.Genotype,
        graph.Input,
        Plural(graph.Classifier.Classes, "class", "classes"),
        Plural(graph.Cells.Count, "cell", "cells"),
        counts.Parameters,
        graph.Auxiliary is null ? "" : string.Format(CultureInfo.InvariantCulture, " ({0:N0} with the auxiliary head)", counts.ParametersWithAuxiliary),
        counts.MultiplyAdds / 1e6);

    private static string Plural(int number, string one, string many) => string.Format(CultureInfo.InvariantCulture, "{0:N0} {1}", number, number == 1 ? one : many);

    private static string Description(NetworkGraph graph, NetworkCounts counts, string hash)
    {
        var (channels, height, width) = graph.Input;
        string images = FormattableString.Invariant($"Channels: {channels}, Height: {height}, Width: {width}, Classes: {graph.Classifier.Classes}");
        string heads = FormattableString.Invariant($"Auxiliary: {(graph.Auxiliary is null ? "false" : "true")}, Parameters: {counts.Parameters}");
        return $"\"{graph.Name}\", \"{hash}\", {images}, {heads}";
    }

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
        string[] CellClasses);

    /// <summary>A line of the table of cells.</summary>
    private sealed record CellModel(string Class, string Arguments, string Comment)
    {
        public static CellModel Of(PlacedCell cell) => new(
            CellEmitter.ClassOf(cell.Kind),
            FormattableString.Invariant($"{cell.Before.Channels}, {cell.Previous.Channels}, {cell.Channels}, previousReduced: ")
                + (cell.PreviousReduced ? "true" : "false"),
            FormattableString.Invariant($"{cell.Index}: {cell.Output}"));
    }
}
