using System.Globalization;

namespace Darts.Codegen;

/// <summary>Spells the steps of a plan as calls of Darts.Kernels.</summary>
internal static class InferenceText
{
    private const int LongestLine = 150;

    /// <summary>A number as people write it: 53_280.</summary>
    public static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '_');

    /// <summary>A map where it lies.</summary>
    public static string Creation(PlannedMap map)
    {
        MapShape shape = map.Shape;
        return $"new({Number(map.Offset!.Value + shape.First)}, {Number(shape.Shape.Channels)}, {Number(shape.Row)}, {Number(shape.Channel)})";
    }

    /// <summary>The steps, stage by stage.</summary>
    /// <param name="steps">By stage.</param>
    /// <param name="offset">What weights are counted from; null for the network's own.</param>
    public static string[] Steps(EquatableArray<PlannedStep> steps, string? offset)
    {
        var lines = new List<string>();
        foreach (var stage in steps.GroupBy(static step => step.Stage))
        {
            foreach (PlannedStep step in stage)
            {
                lines.Add("// " + step.Comment);
                lines.AddRange(step is PlannedPool pool ? [Text(pool)] : Text((PlannedProduct)step, offset));
            }

            lines.Add("f.Wait();");
        }

        return [.. lines];
    }

    /// <summary>The weights of the steps.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="offset">What weights are counted from; null for the network's own.</param>
    /// <param name="prefix">The variable that names begin with; null for none.</param>
    public static string[] Packing(EquatableArray<PlannedStep> steps, string? offset, string? prefix) =>
        [.. steps.OfType<PlannedProduct>().OrderBy(static step => step.Weights).SelectMany(step => Packing(step, offset, prefix))];

    private static string Text(PlannedPool pool)
    {
        var (_, height, width) = pool.From.Shape.Shape;
        return FormattableString.Invariant($"f.{(pool.IsMaximum ? "MaxPool" : "AveragePool")}({pool.From.Name}, {pool.To.Name}, {height}, {width}, {pool.Stride});");
    }

    private static IEnumerable<string> Text(PlannedProduct step, string? offset)
    {
        var (channels, height, width) = step.Output;
        var calls = new List<string> { FormattableString.Invariant($"f.Step({channels}, {height}, {width}, {At(step.Weights, offset)})") };
        calls.AddRange(step.Readings.Select(Text));
        calls.AddRange(step.Added.Select(static map => $".Add({map.Name})"));
        calls.AddRange(step.Targets.Select(static target => $".{(target.Rectified ? "RectifiedInto" : "Into")}({Text(target.To)})"));
        return Laid(calls);
    }

    private static string Text(PlannedReading reading) => reading switch
    {
        DepthwiseReading depthwise => FormattableString.Invariant($".Depthwise({depthwise.From.Name}, {depthwise.Kernel}")
            + (depthwise.Dilation > 1 ? FormattableString.Invariant($", dilation: {depthwise.Dilation}") : "")
            + (depthwise.Stride > 1 ? FormattableString.Invariant($", stride: {depthwise.Stride}") : "") + ")",
        WindowReading window => FormattableString.Invariant(
            $".Window({window.From.Name}, kernel: {window.Kernel}, stride: {window.Stride}, from: {window.Start})"),
        _ => $".Pixels({reading.From.Name})",
    };

    private static string Text(MapPart part) => part.IsAll ? part.Map.Name : $"{part.Map.Name}.Slice({Number(part.FirstChannel)}, {Number(part.Channels)})";

    private static IEnumerable<string> Packing(PlannedProduct step, string? offset, string? prefix)
    {
        var calls = new List<string> { $"p.Step({At(step.Weights, offset)}, {Number(step.Output.Channels)}, {Number(step.Inputs)})" };
        calls.AddRange(step.Readings.OfType<DepthwiseReading>().Select(reading => FormattableString.Invariant(
            $".Depthwise({Name(reading.Depthwise, prefix)}, {reading.From.Shape.Shape.Channels}, {reading.Kernel * reading.Kernel})")));
        calls.AddRange(step.Readings.Select(reading => FormattableString.Invariant(
            $".Matrix({Name(reading.Weight, prefix)}, {(reading.Norm is null ? "null" : Name(reading.Norm, prefix))}, {reading.Inputs}{Half(reading)})")));
        return Laid(calls);
    }

    private static string Half(PlannedReading reading) => reading is WindowReading { NormChannels: > 0 } window
        ? FormattableString.Invariant($", {window.NormChannel}, {window.NormChannels}")
        : "";

    private static string Name(string name, string? prefix) => prefix is null ? $"\"{name}\"" : $"{prefix} + \".{name}\"";

    private static string At(int weights, string? offset) => offset is null ? Number(weights) : weights == 0 ? offset : $"{offset} + {Number(weights)}";

    /// <summary>In one line, or a call a line.</summary>
    private static IEnumerable<string> Laid(List<string> calls)
    {
        string line = string.Concat(calls) + ";";
        if (line.Length <= LongestLine)
            return [line];
        return calls.Select((call, index) => (index == 0 ? "" : "    ") + call + (index == calls.Count - 1 ? ";" : ""));
    }
}
