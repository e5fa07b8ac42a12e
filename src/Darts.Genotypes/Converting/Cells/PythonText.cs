using System.Globalization;

namespace Darts.Genotypes.Converting;

/// <summary>Writes Python literals. Operations are known words, so nothing has to be escaped.</summary>
internal static class PythonText
{
    /// <summary><c>[2, 3, 4, 5]</c>.</summary>
    public static string List(IEnumerable<int> numbers) => List(numbers.Select(Number));

    /// <summary><c>[a, b]</c>.</summary>
    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    /// <summary><c>(a, b)</c>; <c>(a,)</c> of one.</summary>
    public static string Tuple(IReadOnlyList<string> items) => items.Count == 1 ? $"({items[0]},)" : $"({string.Join(", ", items)})";

    /// <summary><c>('sep_conv_3x3', 0)</c>.</summary>
    public static string Gene(Edge edge) => $"('{edge.Operation.Name}', {Number(edge.From)})";

    /// <summary>Digits.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
