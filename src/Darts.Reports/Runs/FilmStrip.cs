using Darts.Genotypes.Drawing;
using Darts.Reports.Html;
using Darts.Search;

namespace Darts.Reports.Runs;

/// <summary>The cells of every epoch with a slider. A page without script shows the last epoch.</summary>
internal static class FilmStrip
{
    /// <summary>Writes what chooses the epoch, for the whole page.</summary>
    public static void WriteSlider(HtmlText html, IReadOnlyList<RecordedEpoch> epochs)
    {
        var (pictures, frames) = PicturesOf(epochs);
        string shown = string.Join('|', frames.Select(frame => Array.IndexOf(pictures, frame))), numbers = string.Join('|', epochs.Select(epoch => epoch.Number));
        html.Around("div class=\"bar\"", _ =>
        {
            html.Raw("<button type=\"button\" id=\"play\" aria-label=\"Play\">▶</button>");
            html.Raw($"<input type=\"range\" id=\"epoch\" min=\"0\" max=\"{epochs.Count - 1}\" value=\"{epochs.Count - 1}\" aria-label=\"Epoch\" data-numbers=\"{numbers}\" data-shown=\"{shown}\">");
            html.Raw($"<output for=\"epoch\" id=\"number\">epoch {epochs[^1].Number} of {epochs[^1].Number}</output>");
        });
    }

    /// <summary>Writes the pictures; each once, however many epochs it lasts.</summary>
    public static void WriteFrames(HtmlText html, IReadOnlyList<RecordedEpoch> epochs)
    {
        var (pictures, frames) = PicturesOf(epochs);
        html.Around("div class=\"card film\"", _ =>
        {
            foreach (string picture in pictures)
                html.Around($"div class=\"frame\"{(picture == frames[^1] ? "" : " hidden")}", _ => html.Raw(picture));
        });
    }

    private static (string[] Pictures, string[] Frames) PicturesOf(IReadOnlyList<RecordedEpoch> epochs)
    {
        string[] frames = [.. epochs.Select((epoch, i) => string.Concat(Film.CellsOf(epoch.Genotype, i == 0 ? null : epochs[i - 1].Genotype).Select(PictureOf)))];
        return ([.. frames.Distinct()], frames);
    }

    private static string PictureOf(NamedCell cell) =>
        new HtmlText().Around("figure", html => html.Element("figcaption", $"{char.ToUpperInvariant(cell.Name[0])}{cell.Name[1..]}").Raw(FigureSvg.Element(CellFigure.Draw(cell.Cell, cell.Name)))).ToString();
}
