namespace Darts.Genotypes;

/// <summary>Finds what someone meant to type.</summary>
internal static class Nearest
{
    /// <summary><c> (did you mean 'x'?)</c> for the nearest of <paramref name="candidates"/>, or nothing if none is near.</summary>
    public static string Hint(string text, IEnumerable<string> candidates)
    {
        // A long text is far from every word we know, and its distance would cost its length times theirs.
        if (text.Length is 0 or > 32)
            return "";
        var (distance, best) = candidates
            .Select(candidate => (Distance(text.ToLowerInvariant(), candidate.ToLowerInvariant()), candidate))
            .OrderBy(static pair => pair.Item1).First();
        return distance <= Math.Max(1, text.Length / 3) ? $" (did you mean '{best}'?)" : "";
    }

    /// <summary>Damerau-Levenshtein distance, adjacent swaps counting one.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
