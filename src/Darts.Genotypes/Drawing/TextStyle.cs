namespace Darts.Genotypes.Drawing;

/// <summary>Letters of a <see cref="Label"/>.</summary>
/// <param name="Name">The style's class in SVG.</param>
/// <param name="Size">The letters' size, pixels.</param>
/// <param name="IsMonospaced">Whether all letters are equally wide.</param>
/// <param name="IsBold">Whether they are bold.</param>
/// <param name="IsCentred">Whether the text stands around its place, not right of it.</param>
public sealed record TextStyle(string Name, double Size, bool IsMonospaced, bool IsBold, bool IsCentred)
{
    /// <summary>What stands on an edge.</summary>
    public static TextStyle Small { get; } = new("small", 11, true, false, true);

    /// <summary>What stands in the box of a node.</summary>
    public static TextStyle Number { get; } = new("number", 14, true, false, true);

    /// <summary>What stands in a line of a table.</summary>
    public static TextStyle Entry { get; } = new("entry", 11, true, false, false);

    /// <summary>A heading.</summary>
    public static TextStyle Title { get; } = new("title", 15, false, true, false);

    /// <summary>A sentence under a heading.</summary>
    public static TextStyle Note { get; } = new("note", 12, false, false, false);

    /// <summary>All of them.</summary>
    public static EquatableArray<TextStyle> All { get; } = [Small, Number, Entry, Title, Note];

    /// <summary>A subscript's size in letters of this style, pixels.</summary>
    public double SubscriptSize => Size * 0.72;

    /// <summary>How far a subscript stands below the baseline, pixels.</summary>
    public double SubscriptDrop => Size * 0.25;

    /// <summary>The width of a text, pixels: of monospaced letters that of the widest of the usual fonts, of others a generous estimate.</summary>
    public double WidthOf(string text) => text.Length * Size * (IsMonospaced ? 0.605 : IsBold ? 0.64 : 0.55);
}
