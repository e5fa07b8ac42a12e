using Darts.Reports.Html;
using Darts.Training;

namespace Darts.Reports.Runs;

/// <summary>The charts of a search or training: its metrics, those of one kind together.</summary>
internal static class Curves
{
    private static readonly (string Suffix, string Title, bool IsShare)[] Kinds =
    [
        ("loss", "Loss", false),
        ("accuracy", "Accuracy", true),
        ("perplexity", "Perplexity", false),
        ("entropy", "Entropy of the edges' mixtures", false),
        ("learningrate", "Learning rate", false),
    ];

    /// <summary>Writes all charts there are numbers for.</summary>
    public static void Write(HtmlText html, IReadOnlyList<RecordedMetrics> metrics) => html.Around("div class=\"charts\"", _ =>
    {
        string[] names = [.. metrics.SelectMany(epoch => epoch.Values.Keys).Distinct()];
        string data = names.Contains("perplexity") ? "text" : "images";
        foreach (var (suffix, title, isShare) in Kinds)
        {
            string[] of = [.. names.Where(name => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)).Take(4)];
            if (of.Length > 0)
                new CurveChart(title, [.. of.Select(name => new CurveSeries(NameOf(name, data), ValuesOf(metrics, name)))], isShare).Write(html);
        }
    });

    private static string NameOf(string metric, string data) => metric switch
    {
        "loss" or "accuracy" or "perplexity" => $"training {data} (ω)",
        "architectureLoss" or "architectureAccuracy" or "architecturePerplexity" => "validation batches (α)",
        "validationLoss" or "validationAccuracy" or "validationPerplexity" => $"validation {data}",
        "testLoss" or "testAccuracy" => $"test {data}",
        "normalEntropy" => "normal cell",
        "reduceEntropy" => "reduction cell",
        "recurrentEntropy" => "recurrent cell",
        "learningRate" => "of ω",
        _ => metric,
    };

    private static IReadOnlyList<double?> ValuesOf(IReadOnlyList<RecordedMetrics> metrics, string name)
    {
        var byEpoch = metrics.GroupBy(epoch => epoch.Epoch).ToDictionary(group => group.Key, group => group.Last());
        return [.. Enumerable.Range(0, byEpoch.Keys.DefaultIfEmpty(-1).Max() + 1)
            .Select(epoch => byEpoch.TryGetValue(epoch, out var found) && found.Values.TryGetValue(name, out double value) ? value : (double?)null)];
    }
}
