using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Darts.Genotypes.Tests;

/// <summary>A drawing as geometry: its boxes, and its edges as many short steps.</summary>
internal sealed partial class Picture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public Picture(string svg)
    {
        Root = XDocument.Parse(svg).Root!;
        Size = (Number(Root, "width"), Number(Root, "height"));
        foreach (XElement group in Root.Elements(Svg + "g"))
        {
            if (group.Element(Svg + "rect") is { } rect)
                Boxes.Add(new(group, Number(rect, "x"), Number(rect, "y"), Number(rect, "width"), Number(rect, "height")));
            if (group.Element(Svg + "path") is { } path)
                Edges.Add((group, [.. Points(path.Attribute("d")!.Value)]));
        }
    }

    public XElement Root { get; }

    public (double Width, double Height) Size { get; }

    public List<Box> Boxes { get; } = [];

    public List<(XElement Group, (double X, double Y)[] Points)> Edges { get; } = [];

    /// <summary>The texts of all groups of a class.</summary>
    public string[] Texts(string @class) =>
    [
        .. Root.Descendants(Svg + "g").Where(group => group.Attribute("class")?.Value.Split(' ').Contains(@class) == true)
            .Select(group => group.Element(Svg + "text")?.Value ?? ""),
    ];

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static double[] Numbers(string text) => [.. NumberPattern().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    /// <summary>Walks M, H, L and C, the four commands there are.</summary>
    private static IEnumerable<(double X, double Y)> Points(string path)
    {
        double x = 0, y = 0;
        foreach (Match command in CommandPattern().Matches(path))
        {
            double[] n = Numbers(command.Groups[2].Value);
            var (x0, y0) = (x, y);
            switch (command.Groups[1].Value)
            {
                case "M":
                    (x, y) = (n[0], n[1]);
                    break;
                case "H" or "L":
                    (x, y) = (n[0], n.Length == 1 ? y : n[1]);
                    for (int i = 0; i <= 20; i++)
                        yield return (x0 + ((x - x0) * i / 20), y0 + ((y - y0) * i / 20));
                    break;
                default:
                    for (int i = 0; i <= 20; i++)
                    {
                        double t = i / 20.0, u = 1 - t;
                        yield return (
                            (u * u * u * x0) + (3 * u * u * t * n[0]) + (3 * u * t * t * n[2]) + (t * t * t * n[4]),
                            (u * u * u * y0) + (3 * u * u * t * n[1]) + (3 * u * t * t * n[3]) + (t * t * t * n[5]));
                    }
                    (x, y) = (n[4], n[5]);
                    break;
            }
        }
    }

    [GeneratedRegex("-?[0-9]+(\\.[0-9]+)?")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("([MHLC])([^MHLC]*)")]
    private static partial Regex CommandPattern();
}

/// <summary>A rectangle of a drawing.</summary>
internal sealed record Box(XElement Group, double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public string Class => Group.Attribute("class")!.Value;

    public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>Whether a point lies inside, more than a rounding from the border.</summary>
    public bool Contains(double x, double y) => x > Left + 0.2 && x < Right - 0.2 && y > Top + 0.2 && y < Bottom - 0.2;
}
