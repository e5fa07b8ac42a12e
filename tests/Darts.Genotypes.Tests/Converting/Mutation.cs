namespace Darts.Genotypes.Tests;

/// <summary>Damages texts as accidents and attackers do.</summary>
internal static class Mutation
{
    private const string Structure = "{}[]()<>,:=;#'\"\\/.+-_ \t\n\r\0\u2028é🙂0129aGnN";

    private static readonly string[] Words =
        ["None", "True", "null", "Genotype(", "range(2, 6)", "range(0, 64, 0)", "np.int64(3)", "-1", "99999999999999999999", "1e9", "'none'", "'sep_conv_3x3'", "\"\\ud800\"", "'''", "normal=",
            "recurrent=", "concat", "DARTS = X\n", "list(", "u'x'", "{'normal/op_2_0': ", "edge_normal_3", "\"edges\""];

    /// <summary>The text with one to six damages.</summary>
    /// <param name="text">A text that was well.</param>
    /// <param name="other">Another one, of which pieces may come in.</param>
    /// <param name="random">Decides everything.</param>
    public static string Of(string text, string other, Random random)
    {
        for (int damages = random.Next(1, 7); damages > 0; damages--)
        {
            int at = random.Next(text.Length + 1);
            int end = Math.Min(text.Length, at + random.Next(1 << random.Next(1, 9)));
            string piece = text[at..end];
            text = random.Next(10) switch
            {
                0 => text[..at] + text[end..],
                1 => text[..at] + Structure[random.Next(Structure.Length)] + text[Math.Min(text.Length, at + 1)..],
                2 => text.Insert(at, Structure[random.Next(Structure.Length)].ToString()),
                3 => text.Insert(at, (char)random.Next(char.MaxValue + 1) + ""),
                4 => text.Insert(at, string.Concat(Enumerable.Repeat(piece, random.Next(2, 20)))),
                5 => text.Insert(at, Words[random.Next(Words.Length)]),
                6 => text[..at] + Words[random.Next(Words.Length)] + text[end..],
                7 => text.Insert(at, Slice(other, random)),
                8 => random.Next(2) == 0 ? text[..at] : text[at..],
                _ => text[..at] + new string([.. piece.Reverse()]) + text[end..],
            };
        }
        return text;
    }

    private static string Slice(string text, Random random)
    {
        int at = random.Next(text.Length + 1);
        return text[at..Math.Min(text.Length, at + random.Next(200))];
    }
}
