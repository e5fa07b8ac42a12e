using System.Globalization;
using System.Text;

namespace Darts.Genotypes;

/// <summary>A genotype as one fact a line, in an order that the file's does not change: two genotypes are the same exactly if these texts are. What a line-based
/// diff such as git's compares (<c>textconv</c>).</summary>
public static class GenotypeText
{
    /// <summary>A regular expression of the lines that begin a section, for the headings of hunks.</summary>
    public const string SectionPattern = "^((normal|reduction|recurrent) cell|network .*)$";

    /// <summary>The lines, each ended by \n.</summary>
    /// <param name="genotype">A valid genotype.</param>
    public static string Render(Genotype genotype)
    {
        var text = new StringBuilder();
        Line(text, $"{Notation.KindOf(genotype)} genotype {genotype.Name}");
        foreach (var (title, cell) in GenotypeCells.Of(genotype))
        {
            Line(text, "");
            Line(text, Notation.CellOf(title));
            foreach (Edge edge in cell.Edges.OrderBy(static edge => edge.Node).ThenBy(static edge => edge.From).ThenBy(static edge => edge.Operation.Name, StringComparer.Ordinal))
                Line(text, FormattableString.Invariant($"  node {edge.Node} ← {Notation.EdgeOf(edge, title)}"));
            Line(text, $"  concat {Notation.ConcatOf(cell)}");
            Line(text, $"  depth {CellMeasures.Depth(cell).ToString(CultureInfo.InvariantCulture)}");
            Line(text, $"  {Notation.SkipConnectionsOf(title)} {CellMeasures.SkipConnections(cell).ToString(CultureInfo.InvariantCulture)}");
        }
        foreach (NetworkSpec network in genotype.Networks.OrderBy(static network => network.Name, StringComparer.Ordinal))
        {
            var counts = NetworkCounts.Of(genotype, network);
            Line(text, "");
            Line(text, $"network {network.Name}");
            foreach (var (key, value) in NetworkSettings.Of(network).Skip(1))
                Line(text, $"  {key} {value}");
            Line(text, $"  parameters {Notation.Number(counts.Parameters)}");
            Line(text, $"  multiply-adds {Notation.Number(counts.MultiplyAdds)}");
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
