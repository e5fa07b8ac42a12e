namespace Darts.Genotypes.Drawing;

/// <summary>A picture before it is written as SVG or drawn as pixels.</summary>
/// <param name="Title">What it shows, for who cannot see it.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Groups">From back to front.</param>
public sealed record Figure(string Title, double Width, double Height, EquatableArray<FigureGroup> Groups)
{
    private const double Margin = 22;

    /// <summary>Figures one below the other.</summary>
    /// <param name="title">What they show together.</param>
    /// <param name="gap">Pixels between two of them.</param>
    /// <param name="figures">At least one.</param>
    public static Figure Column(string title, double gap, params IReadOnlyList<Figure> figures)
    {
        double y = 0;
        var groups = new List<FigureGroup>();
        foreach (Figure figure in figures)
        {
            groups.AddRange(figure.MovedGroups(0, y));
            y += figure.Height + gap;
        }
        return new(title, figures.Max(static figure => figure.Width), y - gap, groups.ToEquatableArray());
    }

    /// <summary>Figures side by side, their tops at one height.</summary>
    /// <param name="title">What they show together.</param>
    /// <param name="gap">Pixels between two of them.</param>
    /// <param name="figures">At least one.</param>
    public static Figure Row(string title, double gap, params IReadOnlyList<Figure> figures)
    {
        double x = 0;
        var groups = new List<FigureGroup>();
        foreach (Figure figure in figures)
        {
            groups.AddRange(figure.MovedGroups(x, 0));
            x += figure.Width + gap;
        }
        return new(title, x - gap, figures.Max(static figure => figure.Height), groups.ToEquatableArray());
    }

    /// <summary>The figure under a heading and a sentence.</summary>
    /// <param name="heading">The heading; also the figure's title.</param>
    /// <param name="note">The sentence; may be empty.</param>
    public Figure Under(string heading, string note)
    {
        double top = note.Length == 0 ? 32 : 54;
        FigureGroup[] words =
        [
            new(Ink.Title, Mark.None, [new Label(new(0, 13), heading, TextStyle.Title)]),
            .. note.Length == 0 ? Array.Empty<FigureGroup>() : [new FigureGroup(Ink.Note, Mark.None, [new Label(new(0, 31), note, TextStyle.Note)])],
        ];
        double width = Math.Max(Width, Math.Max(TextStyle.Title.WidthOf(heading), TextStyle.Note.WidthOf(note)));
        return new(heading, width, Height + top, words.Concat(MovedGroups(0, top)).ToEquatableArray());
    }

    /// <summary>The figure with a margin around it.</summary>
    public Figure Framed() => new(Title, Width + (2 * Margin), Height + (2 * Margin), MovedGroups(Margin, Margin).ToEquatableArray());

    private IEnumerable<FigureGroup> MovedGroups(double right, double down) => Groups.Select(group => group.Moved(right, down));
}

/// <summary>Shapes that belong together: an edge with its arrow and label, a box with its number.</summary>
/// <param name="Ink">What it is.</param>
/// <param name="Mark">How it stands out.</param>
/// <param name="Shapes">From back to front.</param>
public sealed record FigureGroup(Ink Ink, Mark Mark, EquatableArray<Shape> Shapes)
{
    internal FigureGroup Moved(double right, double down) => this with { Shapes = Shapes.Select(shape => shape.Moved(right, down)).ToEquatableArray() };
}
