namespace Darts.Genotypes.Drawing;

/// <summary>Which colours a picture has.</summary>
public enum Theme
{
    /// <summary>Light or dark, as the reader's system is; light where nothing can be asked.</summary>
    Auto,

    /// <summary>On white.</summary>
    Light,

    /// <summary>On black.</summary>
    Dark,
}

/// <summary>Colours as <c>#rrggbb</c>.</summary>
/// <param name="Fill">Of boxes.</param>
/// <param name="Line">Of lines, arrows and outlines.</param>
/// <param name="Text">Of letters.</param>
public readonly record struct Colours(string Fill, string Line, string Text);

/// <summary>The colours and lines of inks and marks. Operations differ in colour by family, and their labels name them, so nothing depends on telling colours apart.</summary>
public static class Palette
{
    private static readonly Dictionary<Ink, (Colours Light, Colours Dark)> Inks = new()
    {
        [Ink.Title] = (Plain("#1f2328"), Plain("#e6edf3")),
        [Ink.Note] = (Plain("#59636e"), Plain("#9198a1")),
        [Ink.Node] = (new("#f6f8fa", "#818b98", "#1f2328"), new("#21262d", "#6e7681", "#e6edf3")),
        [Ink.End] = (new("#ddf4ff", "#818b98", "#1f2328"), new("#12304f", "#6e7681", "#e6edf3")),
        [Ink.Reduction] = (new("#fff1e5", "#bc4c00", "#1f2328"), new("#3d2411", "#ffa657", "#e6edf3")),
        [Ink.Collect] = Edge("#818b98", "#6e7681"),
        [Ink.Separable] = Edge("#0969da", "#58a6ff"),
        [Ink.Dilated] = Edge("#8250df", "#d2a8ff"),
        [Ink.Factorized] = Edge("#1a7f37", "#56d364"),
        [Ink.MaxPool] = Edge("#bc4c00", "#ffa657"),
        [Ink.AveragePool] = Edge("#9a6700", "#e3b341"),
        [Ink.Skip] = Edge("#59636e", "#b1bac4"),
    };

    private static readonly Dictionary<Mark, (string Light, string Dark)> Marks = new()
    {
        [Mark.Added] = ("#1a7f37", "#56d364"),
        [Mark.Removed] = ("#cf222e", "#ff7b72"),
        [Mark.Changed] = ("#9a6700", "#e3b341"),
        [Mark.Faded] = ("#8c959f", "#6e7681"),
    };

    /// <summary>The page's colour.</summary>
    public static string Paper(bool dark) => dark ? "#0d1117" : "#ffffff";

    /// <summary>The colours of a group.</summary>
    /// <param name="ink">What it is.</param>
    /// <param name="mark">How it stands out.</param>
    /// <param name="dark">Whether the page is dark.</param>
    public static Colours Of(Ink ink, Mark mark, bool dark)
    {
        Colours colours = dark ? Inks[ink].Dark : Inks[ink].Light;
        if (mark == Mark.None)
            return colours;
        string colour = dark ? Marks[mark].Dark : Marks[mark].Light;
        return colours with { Line = colour, Text = colour };
    }

    /// <summary>The width of a group's lines, pixels.</summary>
    public static double LineWidth(Mark mark) => mark switch { Mark.Added or Mark.Changed => 2.6, Mark.Removed => 2, _ => 1.4 };

    /// <summary>The lengths of dashes and gaps along a group's curves, pixels; empty for whole lines.</summary>
    public static EquatableArray<double> Dashes(Ink ink, Mark mark) => (ink, mark) switch
    {
        (_, Mark.Removed) => [2, 3],
        (Ink.Skip, _) => [5, 3.5],
        _ => [],
    };

    private static Colours Plain(string colour) => new(colour, colour, colour);

    private static (Colours Light, Colours Dark) Edge(string light, string dark) => (new(Paper(false), light, light), new(Paper(true), dark, dark));
}
