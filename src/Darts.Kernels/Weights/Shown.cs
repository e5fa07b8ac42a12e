namespace Darts.Kernels.Weights;

/// <summary>What messages show of a file's own words: not its control characters, and not megabytes of it.</summary>
internal static class Shown
{
    private const int LongestName = 120;
    private const int MostSides = 16;

    /// <summary>A name, quoted.</summary>
    public static string Name(string name) => $"'{Text(name)}'";

    /// <summary>Any other word.</summary>
    public static string Text(string text)
    {
        string start = text.Length <= LongestName ? text : text[..LongestName] + "…";
        return string.Concat(start.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
    }

    /// <summary>A shape: <c>[64, 3, 3, 3]</c>.</summary>
    public static string Shape(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape.Take(MostSides))}{(shape.Count > MostSides ? ", …" : "")}]";
}
