using Darts.Reports.Html;

namespace Darts.Reports.Runs;

/// <summary>Lines over the epochs, as SVG whose colours come from the report's style sheet.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Series">The lines: at most four.</param>
/// <param name="IsShare">Whether the values are shares, shown in percent.</param>
internal sealed record CurveChart(string Title, IReadOnlyList<CurveSeries> Series, bool IsShare)
{
    private const double Width = 520, Height = 230, Left = 52, Right = 12, Top = 12, Bottom = 30;
    /// <summary>Up to how many epochs every one has a dot.</summary>
    private const int Dotted = 40;

    private int Epochs => Series.Max(series => series.Values.Count);

    /// <summary>Writes the chart, with a legend that shows the values of the chosen epoch.</summary>
    public void Write(HtmlText html)
    {
        double[] finite = [.. Series.SelectMany(series => series.Values).OfType<double>().Where(IsShown)];
        var axis = NiceAxis.Of(finite.DefaultIfEmpty(0).Min(), finite.DefaultIfEmpty(1).Max(), 5);
        html.Around($"figure class=\"card chart\" data-epochs=\"{Epochs}\"", _ =>
        {
            html.Element("figcaption", Title);
            html.Around($"svg viewBox=\"0 0 {N(Width)} {N(Height)}\" role=\"img\" aria-label=\"{HtmlText.Escape(Title)} over the epochs\" data-left=\"{N(Left)}\" data-right=\"{N(Width - Right)}\"", _ =>
            {
                foreach (double tick in axis.Ticks)
                {
                    double y = Y(tick, axis);
                    html.Raw($"<line class=\"rule\" x1=\"{N(Left)}\" x2=\"{N(Width - Right)}\" y1=\"{N(y)}\" y2=\"{N(y)}\"/><text class=\"y\" x=\"{N(Left - 8)}\" y=\"{N(y + 4)}\">{Value(tick, axis.Decimals)}</text>");
                }
                foreach (int epoch in EpochTicks())
                    html.Raw($"<text class=\"x\" x=\"{N(X(epoch - 1))}\" y=\"{N(Height - 10)}\">{epoch}</text>");
                html.Raw($"<line class=\"cursor\" x1=\"{N(X(Epochs - 1))}\" x2=\"{N(X(Epochs - 1))}\" y1=\"{N(Top)}\" y2=\"{N(Height - Bottom)}\"/>");
                for (int i = 0; i < Series.Count; i++)
                    WriteLine(html, Series[i], i, axis);
            });
            html.Around("ul class=\"legend\"", _ =>
            {
                for (int i = 0; i < Series.Count; i++)
                    html.Raw($"<li><svg class=\"key\" viewBox=\"0 0 26 8\"><path class=\"s{i}\" d=\"M1 4H25\"/></svg>{HtmlText.Escape(Series[i].Name)} <b data-values=\"{Values(Series[i])}\">{Shown(Series[i].Values.LastOrDefault())}</b></li>");
            });
        });
    }

    private void WriteLine(HtmlText html, CurveSeries series, int index, NiceAxis axis)
    {
        var line = new System.Text.StringBuilder();
        var dots = new System.Text.StringBuilder();
        bool isDown = false;
        for (int i = 0; i < series.Values.Count; i++)
        {
            if (series.Values[i] is not { } value || !IsShown(value))
            {
                isDown = false;     // a gap, not a guess
                continue;
            }
            string point = $"{N(X(i))} {N(Y(value, axis))}";
            line.Append(isDown ? 'L' : 'M').Append(point);
            dots.Append($"M{point}h0");
            isDown = true;
        }
        html.Raw($"<path class=\"s{index}\" d=\"{line}\"/>");
        if (Epochs <= Dotted)
            html.Raw($"<path class=\"s{index} dots\" d=\"{dots}\"/>");
    }

    /// <summary>A loss of more than this has long left the paper, and axes overflow.</summary>
    private static bool IsShown(double value) => double.IsFinite(value) && Math.Abs(value) < 1e12;

    private double X(int index) => Epochs < 2 ? (Left + Width - Right) / 2 : Left + ((Width - Right - Left) * index / (Epochs - 1));

    private static double Y(double value, NiceAxis axis) => Top + ((Height - Bottom - Top) * (axis.To - value) / (axis.To - axis.From));

    private IEnumerable<int> EpochTicks()
    {
        int step = new[] { 1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500 }.FirstOrDefault(step => Epochs / step <= 10, 1000);
        return Enumerable.Range(1, Epochs).Where(epoch => step == 1 || epoch == 1 || epoch % step == 0);
    }

    private string Value(double value, int decimals) => IsShare ? HtmlText.Number(100 * value, "0.##") + " %" : value.ToString("F" + decimals, System.Globalization.CultureInfo.InvariantCulture);

    private string Shown(double? value) => value switch
    {
        null => "",
        { } number when !double.IsFinite(number) => "not finite",
        { } number when IsShare && IsShown(number) => HtmlText.Number(100 * number, "0.00") + " %",
        { } number => HtmlText.Number(number, "G4"),
    };

    private string Values(CurveSeries series) => HtmlText.Escape(string.Join('|', series.Values.Select(Shown)));

    private static string N(double value) => HtmlText.Number(value, "0.#");
}

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Values">A value an epoch; null where there is none.</param>
internal sealed record CurveSeries(string Name, IReadOnlyList<double?> Values);
