using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Reports.Html;

namespace Darts.Reports.Runs;

/// <summary>A run as one HTML page that needs nothing else: no network, no other file.</summary>
public static class RunReport
{
    /// <summary>What the page is called in a run's folder.</summary>
    public const string FileName = "report.html";

    /// <summary>Inline styles and the page's own script, and nothing from anywhere.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    /// <summary>Writes the page.</summary>
    /// <param name="run">The run.</param>
    /// <param name="theme">Its colours.</param>
    public static string Html(RunRecord run, Theme theme = Theme.Auto)
    {
        var html = new HtmlText().Raw("<!DOCTYPE html>");
        html.Around($"html lang=\"en\" data-theme=\"{theme.ToString().ToLowerInvariant()}\"", _ =>
        {
            html.Around("head", _ => Head(html, run, theme));
            html.Around("body", _ =>
            {
                html.Around("header", _ => ReportSummary.Write(html, run));
                html.Around("main", _ => Sections(html, run));
                html.Raw($"<script>\n{Resource("report.js")}</script>");
            });
        });
        return html.ToString();
    }

    private static void Head(HtmlText html, RunRecord run, Theme theme)
    {
        html.Raw("<meta charset=\"utf-8\">");
        html.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Element("title", $"{run.Name}: the run as a report");
        html.Raw($"<style>\n{Resource("report.css")}{string.Join('\n', StyleSheet.Lines(theme))}\n</style>");
    }

    private static void Sections(HtmlText html, RunRecord run)
    {
        if (run.Epochs.Count > 0)
        {
            FilmStrip.WriteSlider(html, run.Epochs);
            Section(html, "cells", "The cells, epoch by epoch", "What was derived after the chosen epoch. Compared with the epoch before, + is a new edge, ~ one with another operation or another source.", () => FilmStrip.WriteFrames(html, run.Epochs));
        }
        if (run.Search?.Metrics.Count > 0)
            Section(html, "search", "The search", "All figures are those of the mixture, not of the derived network.", () => Curves.Write(html, run.Search.Metrics));
        if (run.Epochs.Count > 0 && run.Epochs[^1].Alphas.Count > 0)
            Section(html, "alphas", "α of every edge", "Every edge mixes all operations with the weights softmax(α): a row an operation, a column an epoch.", () => HeatMaps.Write(html, run.Epochs));
        if (run.Epochs.Count > 0)
            Section(html, "changes", "What changed", "Epoch by epoch, node by node; + came, − went, ~ has another operation or source. The order within a node is no difference.", () => ChangeTable.Write(html, run.Epochs));
        if (run.Training?.Metrics.Count > 0)
            Section(html, "training", "The training", "Of the compiled network, from random weights.", () => Curves.Write(html, run.Training.Metrics));
        if (run.Genotype is { } genotype)
            Section(html, "genotype", "The genotype", "As it stands in the last epoch's file.", () => html.Element("pre class=\"card\"", GenotypeWriter.Write(genotype)));
        if (run.Search is not null)
            Section(html, "search-configuration", "Configuration of the search", "", () => ConfigurationTable.Write(html, run.Search.Configuration));
        if (run.Training is not null)
            Section(html, "training-configuration", "Configuration of the training", "", () => ConfigurationTable.Write(html, run.Training.Configuration));
    }

    private static void Section(HtmlText html, string id, string title, string note, Action write) => html.Around($"section id=\"{id}\"", _ =>
    {
        html.Element("h2", title);
        if (note.Length > 0)
            html.Element("p class=\"lead\"", note);
        write();
    });

    private static string Resource(string name)
    {
        using var stream = typeof(RunReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
