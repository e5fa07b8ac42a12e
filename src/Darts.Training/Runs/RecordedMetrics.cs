using System.Text.Json;
using System.Text.Json.Nodes;
using Darts.Networks;

namespace Darts.Training;

/// <summary>The numbers of an epoch, as <see cref="MetricsLog"/> wrote them.</summary>
/// <param name="Epoch">Counted from 0.</param>
/// <param name="Values">By name; what was not finite is so here too.</param>
public sealed record RecordedMetrics(int Epoch, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>Reads all epochs a run has finished.</summary>
    /// <param name="run">The run; one that goes on while it is read, too.</param>
    /// <returns>In the order they were written; empty where none is finished.</returns>
    /// <exception cref="DartsException">The file cannot be read or is damaged; the message names the line.</exception>
    public static IReadOnlyList<RecordedMetrics> Read(RunFolder run)
    {
        if (!File.Exists(run.MetricsFile))
            return [];
        try
        {
            string[] lines = File.ReadAllLines(run.MetricsFile);
            // A last line cut short is one that is being written, or that a crash cut.
            return [.. lines.Select((line, i) => Parse(line, i) ?? (i == lines.Length - 1 ? null : throw new DartsException($"'{run.MetricsFile}' is damaged: line {i + 1} does not hold epoch {i}.")))
                .OfType<RecordedMetrics>()];
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading(run.MetricsFile, e);
        }
    }

    private static RecordedMetrics? Parse(string line, int expected)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject json || (int?)json["epoch"] is not { } epoch || epoch != expected)
                return null;
            return new(epoch, json.Where(pair => pair.Key != "epoch").ToDictionary(pair => pair.Key, pair => pair.Value.Deserialize<double>(MetricsLog.Json), StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
