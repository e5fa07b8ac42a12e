namespace Darts.Reports.Runs;

/// <summary>An axis whose ticks are round numbers (Heckbert, <i>Nice numbers for graph labels</i>, Graphics Gems, 1990).</summary>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Ticks">The numbers on it.</param>
/// <param name="Decimals">How many digits behind the point tell them apart.</param>
internal sealed record NiceAxis(double From, double To, IReadOnlyList<double> Ticks, int Decimals)
{
    /// <summary>An axis that holds [<paramref name="least"/>, <paramref name="most"/>] with about so many ticks.</summary>
    public static NiceAxis Of(double least, double most, int ticks)
    {
        // All equal: room above and below.
        if (most - least <= 1e-9 * Math.Max(1, Math.Abs(most)))
            (least, most) = (least - Math.Max(Math.Abs(least) * 0.1, 1e-3), most + Math.Max(Math.Abs(most) * 0.1, 1e-3));
        double step = Round((most - least) / ticks);
        double first = Math.Floor(least / step), last = Math.Ceiling(most / step);
        int decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step)), 0, 10);
        return new(first * step, last * step, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)], decimals);
    }

    private static double Round(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step))), fraction = step / power;
        return power * (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10);
    }
}
