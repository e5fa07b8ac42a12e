namespace Darts.Networks;

/// <summary>How far apart two names are.</summary>
internal static class EditDistance
{
    /// <summary>The least number of letters to insert, delete or replace (Levenshtein), upper and lower case being the same.</summary>
    public static int Between(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        foreach ((int i, char letter) in a.Index())
        {
            int[] current = new int[b.Length + 1];
            current[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int replaced = previous[j] + (char.ToUpperInvariant(letter) == char.ToUpperInvariant(b[j]) ? 0 : 1);
                current[j + 1] = Math.Min(replaced, Math.Min(previous[j + 1], current[j]) + 1);
            }
            previous = current;
        }
        return previous[^1];
    }
}
