using System.Globalization;

namespace Darts.Genotypes;

/// <summary>The numbers of a cell's inputs and nodes.</summary>
internal static class NodeNumber
{
    /// <summary>Whether <paramref name="digits"/> are a number within 0…<see cref="GenotypeLimits.Node"/>.</summary>
    public static bool TryParse(string digits, out int node) =>
        int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out node) && node is >= 0 and <= GenotypeLimits.Node;
}
