using System.Text;

namespace Darts.Genotypes;

/// <summary>Two texts as one, with git's markers around the lines in which they differ.</summary>
public static class ConflictText
{
    private const int DefaultMarkerSize = 7;

    /// <summary>Above this many pairs of lines the differing middle is one conflict; a person cannot read it anyhow.</summary>
    private const int MaxPairs = 4_000_000;

    /// <summary>The text. Whoever takes one side of every conflict gets exactly that text.</summary>
    /// <param name="ours">Our text.</param>
    /// <param name="theirs">The other text.</param>
    /// <param name="markerSize">The length of a marker; git's default is 7.</param>
    public static string Write(string ours, string theirs, int markerSize)
    {
        string[] a = Lines(ours), b = Lines(theirs);
        var text = new StringBuilder();
        int i = 0, j = 0;
        foreach (var (nextA, nextB) in Common(a, b).Append((a.Length, b.Length)))
        {
            if (nextA > i || nextB > j)
            {
                Marker('<', "ours");
                Take(a, ref i, nextA);
                Marker('=', "");
                Take(b, ref j, nextB);
                Marker('>', "theirs");
            }
            if (nextA < a.Length)
                text.Append(a[nextA]);
            (i, j) = (nextA + 1, nextB + 1);
        }
        return text.ToString();

        void Marker(char sign, string label) => text.Append($"{new string(sign, markerSize)} {label}".TrimEnd()).Append('\n');

        void Take(string[] lines, ref int at, int end)
        {
            for (; at < end; at++)
                text.Append(lines[at]);
        }
    }

    /// <summary>Both sides of a text with conflicts, as if somebody had taken one of them everywhere; null if it has none, or markers that do not belong together.</summary>
    /// <param name="text">The text; between <c>|||||||</c> and <c>=======</c> it may hold what both sides come from.</param>
    public static (string Ours, string Theirs)? Sides(string text)
    {
        var (ours, theirs) = (new StringBuilder(), new StringBuilder());
        bool found = false;
        char part = '>';                                // the marker before: > outside, < in ours, | in the origin, = in theirs
        foreach (string line in Lines(text))
        {
            char next = MarkerOf(line);
            if (next != default)
            {
                bool follows = (part, next) is ('>', '<') or ('<', '|') or ('<', '=') or ('|', '=') or ('=', '>');
                if (!follows)
                    return null;
                (part, found) = (next, true);
                continue;
            }
            if (part is '>' or '<')
                ours.Append(line);
            if (part is '>' or '=')
                theirs.Append(line);
        }
        return found && part == '>' ? (ours.ToString(), theirs.ToString()) : null;
    }

    /// <summary>The sign of a marker's line; no line of JSON begins with seven of them.</summary>
    private static char MarkerOf(string line) =>
        line[0] is '<' or '|' or '=' or '>' && line.TakeWhile(c => c == line[0]).Count() >= DefaultMarkerSize ? line[0] : default;

    /// <summary>The lines, each with its end.</summary>
    private static string[] Lines(string text) => text.Length == 0 ? [] : [.. text.TrimEnd('\n').Split('\n').Select(static line => line + "\n")];

    /// <summary>The longest common subsequence, as pairs of ascending indices.</summary>
    private static List<(int A, int B)> Common(string[] a, string[] b)
    {
        int start = 0, end = 0;
        while (start < Math.Min(a.Length, b.Length) && a[start] == b[start])
            start++;
        while (end < Math.Min(a.Length, b.Length) - start && a[a.Length - 1 - end] == b[b.Length - 1 - end])
            end++;
        var pairs = Enumerable.Range(0, start).Select(static line => (line, line)).ToList();
        int rows = a.Length - start - end, columns = b.Length - start - end;
        if ((long)rows * columns <= MaxPairs)
            pairs.AddRange(Longest(rows, columns, (i, j) => a[start + i] == b[start + j]).Select(pair => (start + pair.A, start + pair.B)));
        pairs.AddRange(Enumerable.Range(0, end).Select(line => (a.Length - end + line, b.Length - end + line)));
        return pairs;
    }

    private static IEnumerable<(int A, int B)> Longest(int rows, int columns, Func<int, int, bool> same)
    {
        var length = new int[rows + 1, columns + 1];
        for (int i = rows - 1; i >= 0; i--)
        {
            for (int j = columns - 1; j >= 0; j--)
                length[i, j] = same(i, j) ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        }
        for (int i = 0, j = 0; i < rows && j < columns;)
        {
            if (same(i, j))
                yield return (i++, j++);
            else if (length[i + 1, j] >= length[i, j + 1])
                i++;
            else
                j++;
        }
    }
}
