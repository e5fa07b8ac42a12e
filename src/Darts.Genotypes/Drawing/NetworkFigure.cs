namespace Darts.Genotypes.Drawing;

/// <summary>Draws the whole pile of a network's cells. A cell reads the one above along a straight arrow and the one above that around the side: at the right and
/// at the left by turns, so that no two arrows cross.</summary>
public static class NetworkFigure
{
    private const double BoxHeight = 25;
    private const double Gap = 19;
    private const double Padding = 12;
    private const double Detour = 34;
    private const double Corner = 14;
    private const double ArrowLength = 7;
    private const double ArrowHalfWidth = 3.5;
    /// <summary>How far from a box's middle the arrows at its side leave and arrive.</summary>
    private const double PortDistance = 8;

    /// <summary>The pile, with a heading and a margin.</summary>
    public static Figure Draw(NetworkStack stack)
    {
        double names = stack.Boxes.Max(static box => TextStyle.Entry.WidthOf(box.Name)), details = stack.Boxes.Max(static box => TextStyle.Entry.WidthOf(box.Detail));
        double width = names + details + (4 * Padding), asideWidth = stack.Aside is { } head ? WidthOf(head) : 0;
        bool isAsideRight = stack.Aside is { } aside && aside.Reads[0] % 2 == 0;
        double left = Detour + (stack.Aside is null || isAsideRight ? 0 : asideWidth);
        var column = new Column(left, left + width);

        var groups = new List<FigureGroup>();
        for (int i = 0; i < stack.Boxes.Count; i++)
            groups.AddRange(stack.Boxes[i].Reads.Select(read => Arrow(column, read, i)));
        for (int i = 0; i < stack.Boxes.Count; i++)
            groups.Add(BoxOf(stack.Boxes[i], column.Left, Top(i), width));
        if (stack.Aside is not null)
            groups.AddRange(Aside(stack.Aside, column, asideWidth, isAsideRight));
        double total = column.Right + Detour + (isAsideRight ? asideWidth : 0);
        return new Figure(stack.Name, total, Top(stack.Boxes.Count) - Gap, groups.ToEquatableArray()).Under(stack.Name, stack.Note).Framed();
    }

    private static double Top(int index) => index * (BoxHeight + Gap);

    private static double Middle(int index) => Top(index) + (BoxHeight / 2);

    private static double WidthOf(StackBox box) => TextStyle.Entry.WidthOf(box.Name) + TextStyle.Entry.WidthOf(box.Detail) + (4 * Padding);

    private static FigureGroup Arrow(Column column, int from, int to)
    {
        if (to - from == 1)
        {
            double x = (column.Left + column.Right) / 2;
            var tip = new Point(x, Top(to));
            Point neck = tip with { Y = tip.Y - ArrowLength };
            return Group(new Curve(new(x, Top(from) + BoxHeight), [CurveStep.Straight(neck)]), tip, new(x - ArrowHalfWidth, neck.Y), new(x + ArrowHalfWidth, neck.Y));
        }
        bool isRight = to % 2 == 0;
        double side = isRight ? column.Right : column.Left, outwards = isRight ? 1 : -1, bend = side + (outwards * Detour * 0.8);
        // A box that reads itself does so from below its middle to above it.
        Point start = new(side, Middle(from) + PortDistance), target = new(side, Middle(to) - PortDistance), end = target with { X = side + (outwards * ArrowLength) };
        double down = Math.Sign(end.Y - start.Y) * Math.Min(Corner, Math.Abs(end.Y - start.Y) / 2);
        var curve = new Curve(start,
        [
            new(start with { X = bend }, start with { X = bend }, new(bend, start.Y + down)),
            CurveStep.Straight(new(bend, end.Y - down)),
            new(end with { X = bend }, end with { X = bend }, end),
        ]);
        return Group(curve, target, new(end.X, end.Y - ArrowHalfWidth), new(end.X, end.Y + ArrowHalfWidth));
    }

    private static IEnumerable<FigureGroup> Aside(StackBox box, Column column, double width, bool isRight)
    {
        // Boxes with the same parity have their detours at this side: they leave and arrive above and below this arrow, and none passes it.
        double y = Middle(box.Reads[0]), side = isRight ? column.Right : column.Left, outwards = isRight ? 1 : -1;
        var tip = new Point(side + (outwards * Detour), y);
        Point neck = tip with { X = tip.X - (outwards * ArrowLength) };
        yield return Group(new Curve(new(side, y), [CurveStep.Straight(neck)]), tip, new(neck.X, y - ArrowHalfWidth), new(neck.X, y + ArrowHalfWidth));
        yield return BoxOf(box, isRight ? tip.X : tip.X - width, Top(box.Reads[0]), width);
    }

    private static FigureGroup Group(Curve curve, params Point[] arrow) => new(Ink.Collect, Mark.None, [curve, new Polygon(arrow.ToEquatableArray())]);

    private static FigureGroup BoxOf(StackBox box, double left, double top, double width)
    {
        double baseline = top + (BoxHeight / 2) + 3.7;
        return new(box.Ink, Mark.None,
        [
            new Box(left, top, width, BoxHeight, 6),
            new Label(new(left + Padding, baseline), box.Name, TextStyle.Entry),
            new Label(new(left + width - Padding - TextStyle.Entry.WidthOf(box.Detail), baseline), box.Detail, TextStyle.Entry),
        ]);
    }

    private readonly record struct Column(double Left, double Right);
}
