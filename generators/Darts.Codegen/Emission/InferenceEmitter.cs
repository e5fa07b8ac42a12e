using System.Globalization;

namespace Darts.Codegen;

/// <summary>Writes the class for inference of one network.</summary>
internal static class InferenceEmitter
{
    public static string Emit(PlannedNetwork plan, string hash)
    {
        NetworkGraph graph = plan.Graph;
        string[] kinds = [.. plan.Kinds.Select(static kind => kind.Place.Kind + InferenceText.Number(kind.Place.Index))];
        return TemplateRenderer.Render("inference", new InferenceModel(
            Name: graph.Name + InferenceFileEmitter.Suffix,
            Network: graph.Name,
            Summary: NetworkEmitter.Summary(graph, NetworkCounts.Of(graph)),
            Plan: PlanOf(plan, hash),
            StemPacking: InferenceText.Packing(plan.Stem, offset: null, prefix: null),
            StemSteps: InferenceText.Steps(plan.Stem, offset: null),
            Maps: [.. MapsOf(plan).Distinct()],
            Calls: [.. plan.Cells.Select(call => CallOf(plan, call, kinds[call.Kind]))],
            ClassifierPacking: $"p.Linear({InferenceText.Number(plan.Classifier)}, \"classifier\", {InferenceText.Number(graph.Classifier.Classes)}, {InferenceText.Number(graph.Classifier.Input.Channels)});",
            Kinds: [.. plan.Kinds.Zip(kinds, KindOf)]));
    }

    private static string PlanOf(PlannedNetwork plan, string hash)
    {
        var (channels, height, width) = plan.Graph.Input;
        var (featureHeight, featureWidth) = NetworkPlanner.AveragedPixels(plan.Graph);
        string features = InferenceText.Creation(plan.Cells[plan.Cells.Count - 1].Output);
        return FormattableString.Invariant(
            $"new InferencePlan(\"{plan.Graph.Name}\", \"{hash}\", {channels}, {height}, {width}, {plan.Graph.Classifier.Classes}, Image: {InferenceText.Creation(plan.Image)}, ")
            + FormattableString.Invariant($"Features: {features}, FeatureHeight: {featureHeight}, FeatureWidth: {featureWidth}, ")
            + $"Classifier: {InferenceText.Number(plan.Classifier)}, Weights: {InferenceText.Number(plan.Weights)}, Arena: {InferenceText.Number(plan.Arena)}, Inputs: {InferenceText.Number(plan.WidestInputs)}, Size: \"{NetworkSize.Of(plan.Graph)}\")";
    }

    /// <summary>The maps between cells, each once, although several cells use its place.</summary>
    private static IEnumerable<string> MapsOf(PlannedNetwork plan)
    {
        yield return Declaration("image", plan.Image);
        foreach (PlannedMap map in plan.Stem.OfType<PlannedProduct>().SelectMany(static step => step.Targets).Select(static target => target.To.Map))
            yield return Declaration(map.Name, map);
        foreach (CellCall call in plan.Cells)
            yield return Declaration(NameOf(call.Output), call.Output);
    }

    private static string Declaration(string name, PlannedMap map) => $"Map {name} = {InferenceText.Creation(map)}; // {map.Shape.Shape}";

    /// <summary>Outputs of cells go by their places: those that share one share a name.</summary>
    private static string NameOf(PlannedMap map) => map.Name == "output" ? "c" + map.Offset!.Value.ToString(CultureInfo.InvariantCulture) : map.Name;

    private static CallModel CallOf(PlannedNetwork plan, CellCall call, string kind) => new(
        kind,
        call.Index.ToString(CultureInfo.InvariantCulture),
        InferenceText.Number(call.Weights),
        NameOf(call.Before),
        NameOf(call.Previous),
        NameOf(call.Output),
        $"{call.Index.ToString(CultureInfo.InvariantCulture)}: {plan.Graph.Cells[call.Index].Output}");

    private static KindModel KindOf(PlannedCell kind, string name)
    {
        PlacedCell place = kind.Place;
        string cells = place.Kind == CellKind.Normal ? "A normal cell" : "A reduction cell";
        return new(
            name,
            $"{cells} with {place.Channels.ToString(CultureInfo.InvariantCulture)} channels: {place.Before} and {place.Previous} → {place.Output}.",
            [.. kind.Maps.Select(static map => Declaration(map.Name, map))],
            InferenceText.Steps(kind.Steps, "w"),
            InferenceText.Packing(kind.Steps, "w", "cell"));
    }

    /// <summary>What the template <c>inference</c> lays out.</summary>
    private sealed record InferenceModel(
        string Name,
        string Network,
        string Summary,
        string Plan,
        string[] StemPacking,
        string[] StemSteps,
        string[] Maps,
        CallModel[] Calls,
        string ClassifierPacking,
        KindModel[] Kinds);

    private sealed record CallModel(string Kind, string Index, string Weights, string Before, string Previous, string Output, string Comment);

    private sealed record KindModel(string Name, string Summary, string[] Maps, string[] Steps, string[] Packing);
}
