namespace Darts.Genotypes.Drawing;

/// <summary>A place on the page, pixels from its upper left corner.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
public readonly record struct Point(double X, double Y)
{
    internal Point Moved(double right, double down) => new(X + right, Y + down);
}

/// <summary>What every picture is made of. Colours are no part of it: its group has an <see cref="Ink"/>.</summary>
public abstract record Shape
{
    internal abstract Shape Moved(double right, double down);
}

/// <summary>A rectangle, filled and outlined.</summary>
/// <param name="Left">Its left border.</param>
/// <param name="Top">Its upper border.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Radius">How round its corners are.</param>
public sealed record Box(double Left, double Top, double Width, double Height, double Radius) : Shape
{
    internal override Shape Moved(double right, double down) => this with { Left = Left + right, Top = Top + down };
}

/// <summary>A line through several points.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Steps">Where it goes.</param>
public sealed record Curve(Point Start, EquatableArray<CurveStep> Steps) : Shape
{
    internal override Shape Moved(double right, double down) => new Curve(Start.Moved(right, down), Steps.Select(step => step.Moved(right, down)).ToEquatableArray());
}

/// <summary>A cubic Bézier curve from where the step before ended.</summary>
/// <param name="Control1">The first control point.</param>
/// <param name="Control2">The second.</param>
/// <param name="End">Where it ends.</param>
public readonly record struct CurveStep(Point Control1, Point Control2, Point End)
{
    /// <summary>Whether it is a straight line.</summary>
    public bool IsStraight => Control1 == End && Control2 == End;

    /// <summary>A straight line.</summary>
    public static CurveStep Straight(Point end) => new(end, end, end);

    internal CurveStep Moved(double right, double down) => new(Control1.Moved(right, down), Control2.Moved(right, down), End.Moved(right, down));
}

/// <summary>A filled polygon: the head of an arrow.</summary>
/// <param name="Corners">At least three.</param>
public sealed record Polygon(EquatableArray<Point> Corners) : Shape
{
    internal override Shape Moved(double right, double down) => new Polygon(Corners.Select(corner => corner.Moved(right, down)).ToEquatableArray());
}

/// <summary>A line of text.</summary>
/// <param name="At">On the baseline: its start or its middle, as <paramref name="Style"/> says.</param>
/// <param name="Text">The text; any text.</param>
/// <param name="Style">Its letters.</param>
/// <param name="Subscript">What stands behind it, lower and smaller; may be empty.</param>
public sealed record Label(Point At, string Text, TextStyle Style, string Subscript = "") : Shape
{
    internal override Shape Moved(double right, double down) => this with { At = At.Moved(right, down) };
}
