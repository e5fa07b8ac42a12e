using System.Globalization;

namespace Darts.Networks;

/// <summary>The header of an .npy file: a Python dictionary of <c>descr</c>, <c>fortran_order</c> and <c>shape</c>.</summary>
/// <param name="Type">The element type: <c>&lt;f4</c>.</param>
/// <param name="FortranOrder">Whether the first index varies fastest.</param>
/// <param name="Shape">The array's shape.</param>
internal sealed record NpyHeader(string Type, bool FortranOrder, long[] Shape)
{
    private const string Malformed = "its header is not the dictionary of descr, fortran_order and shape that NumPy writes";

    /// <summary>Parses a header such as <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }</c>; its keys may come in any order.</summary>
    /// <exception cref="FormatException">It is anything else.</exception>
    public static NpyHeader Parse(string text)
    {
        string rest = text.Trim();
        if (rest is not ['{', .., '}'])
            throw new FormatException(Malformed);
        rest = rest[1..^1].Trim();
        string? type = null;
        bool? fortranOrder = null;
        long[]? shape = null;
        while (rest.Length > 0)
        {
            string key = Quoted(ref rest);
            Take(ref rest, ":");
            switch (key)
            {
                case "descr" when type is null:
                    type = Quoted(ref rest);
                    break;
                case "fortran_order" when fortranOrder is null:
                    fortranOrder = rest.StartsWith("True", StringComparison.Ordinal);
                    Take(ref rest, fortranOrder.Value ? "True" : "False");
                    break;
                case "shape" when shape is null:
                    shape = Numbers(ref rest);
                    break;
                default:
                    throw new FormatException(Malformed);
            }
            if (rest.Length > 0)
                Take(ref rest, ",");
        }
        if (type is null || fortranOrder is null || shape is null)
            throw new FormatException(Malformed);
        return new NpyHeader(type, fortranOrder.Value, shape);
    }

    private static string Quoted(ref string rest)
    {
        int end = rest is ['\'' or '"', ..] ? rest.IndexOf(rest[0], 1) : -1;
        if (end < 0)
            throw new FormatException(rest.StartsWith('[') ? "its elements are records; only plain float32 arrays can be read" : Malformed);
        string content = rest[1..end];
        rest = rest[(end + 1)..].TrimStart();
        return content;
    }

    private static long[] Numbers(ref string rest)
    {
        int end = rest.IndexOf(')');
        if (!rest.StartsWith('(') || end < 0)
            throw new FormatException(Malformed);
        string[] items = rest[1..end].Split(',', StringSplitOptions.TrimEntries);
        // (3,) and (2, 3, ) end in a comma, () holds nothing.
        if (items[^1].Length == 0)
            items = items[..^1];
        rest = rest[(end + 1)..].TrimStart();
        return [.. items.Select(item => long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out long side) ? side : throw new FormatException(Malformed))];
    }

    private static void Take(ref string rest, string token)
    {
        if (!rest.StartsWith(token, StringComparison.Ordinal))
            throw new FormatException(Malformed);
        rest = rest[token.Length..].TrimStart();
    }
}
