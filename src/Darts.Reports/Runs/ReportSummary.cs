using Darts.Genotypes;
using Darts.Reports.Html;

namespace Darts.Reports.Runs;

/// <summary>The head of a report: what was done on what, and what came of it.</summary>
internal static class ReportSummary
{
    /// <summary>Writes it.</summary>
    public static void Write(HtmlText html, RunRecord run)
    {
        html.Element("h1", run.Name);
        html.Element("p class=\"lead\"", string.Join(" · ", Facts(run)));
        html.Around("dl class=\"tiles\"", _ =>
        {
            foreach (var (name, value) in Tiles(run))
                html.Around("div", _ => html.Element("dt", name).Element("dd", value));
        });
    }

    private static IEnumerable<string> Facts(RunRecord run)
    {
        if ((run.Search ?? run.Training)?.Text("data", "name") is { } data)
            yield return data;
        if (run.Search is { } search)
        {
            if (search.Text("settings", "order") is { } order)
                yield return $"{order}-order search";
            yield return Epochs("search", search);
        }
        if (run.Training is { } training)
            yield return Epochs("training", training);
    }

    private static string Epochs(string what, RunPart part) =>
        FormattableString.Invariant($"{what}: {part.Metrics.Count}{(part.PlannedEpochs is { } planned ? $" of {planned}" : "")} epochs in {TimeSpan.FromSeconds(Math.Floor(part.Seconds)):c}");

    private static IEnumerable<(string Name, string Value)> Tiles(RunRecord run)
    {
        if (run.Training?.Last("testAccuracy") is { } test)
            yield return ("test accuracy", Percent(test));
        if ((run.Search?.Last("validationAccuracy") ?? run.Search?.Last("architectureAccuracy")) is { } validation)
            yield return ("validation accuracy of the search", Percent(validation));
        if (run.Training?.Last("validationPerplexity") is { } trained)
            yield return ("validation perplexity", HtmlText.Number(trained, "0.0"));
        if (run.Search?.Last("validationPerplexity") is { } searched)
            yield return ("validation perplexity of the search", HtmlText.Number(searched, "0.0"));
        if (run.Epochs.Count > 0)
            yield return ("epochs that changed the genotype", HtmlText.Number(ChangeTable.Of(run.Epochs).Count(difference => !difference.IsEmpty)));
        if (run.Genotype is ConvolutionalGenotype genotype)
        {
            yield return ("skip connections, normal · reduction", FormattableString.Invariant($"{Skips(genotype.Normal)} · {Skips(genotype.Reduce)}"));
        }
        foreach (var network in run.Genotype?.Networks.Take(2) ?? [])
        {
            var counts = NetworkCounts.Of(run.Genotype!, network);
            yield return ($"parameters of {network.Name}", HtmlText.Number(counts.Parameters, "N0"));
            yield return (network is ImageNetworkSpec ? "multiply-adds an image" : "multiply-adds a word", HtmlText.Number(counts.MultiplyAdds / 1e6, "N2") + " M");
        }
    }

    private static int Skips(Cell cell) => cell.Edges.Count(edge => edge.Operation.Family == OperationFamily.Skip);

    private static string Percent(double share) => Math.Abs(share) <= 1 ? HtmlText.Number(100 * share, "0.00") + " %" : "no share";
}
