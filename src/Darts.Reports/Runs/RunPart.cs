using System.Text.Json.Nodes;
using Darts.Training;

namespace Darts.Reports.Runs;

/// <summary>A search or a training.</summary>
/// <param name="Configuration">What it was started with.</param>
/// <param name="Metrics">The epochs it has finished.</param>
public sealed record RunPart(JsonObject Configuration, IReadOnlyList<RecordedMetrics> Metrics)
{
    /// <summary>A hundred years.</summary>
    private const double LongestTime = 100 * 365.25 * 86_400;

    /// <summary>How many epochs it is to have; null where the configuration does not say.</summary>
    public int? PlannedEpochs => Configuration["settings"]?["epochs"] is JsonValue value && value.TryGetValue(out int epochs) ? epochs : null;

    /// <summary>The time its epochs took, seconds.</summary>
    public double Seconds => Last("seconds") is { } seconds && double.IsFinite(seconds) ? Math.Clamp(seconds, 0, LongestTime) : 0;

    /// <summary>A text of the configuration; null where there is none.</summary>
    public string? Text(string part, string name) => Configuration[part]?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A number of the last epoch; null where it has none.</summary>
    public double? Last(string name) => Metrics.Count > 0 && Metrics[^1].Values.TryGetValue(name, out double value) ? value : null;

    /// <exception cref="Darts.Networks.DartsException">A file is damaged; the message names it.</exception>
    internal static RunPart Read(RunFolder run) => new(RunConfiguration.Read(run.ConfigurationFile).ToJson(), RecordedMetrics.Read(run));
}
