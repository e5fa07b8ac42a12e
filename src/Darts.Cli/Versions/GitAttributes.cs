using System.Text;
using Darts.Networks;

namespace Darts.Cli.Versions;

/// <summary>Adds and removes a line of a <c>.gitattributes</c> file; every other byte stays.</summary>
internal static class GitAttributes
{
    /// <summary>Adds the line at the end, where it wins over the lines before; false if it is there.</summary>
    public static bool Add(string file, string line)
    {
        string text = Read(file);
        if (Lines(text).Any(existing => existing.Trim() == line))
            return false;
        string end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        Write(file, text + (text.Length == 0 || text.EndsWith('\n') ? "" : end) + line + end);
        return true;
    }

    /// <summary>Removes the line; a file without any other is deleted. False if it is not there.</summary>
    public static bool Remove(string file, string line)
    {
        string text = Read(file);
        string rest = string.Concat(Lines(text).Where(existing => existing.Trim() != line));
        if (rest == text)
            return false;
        if (rest.Length == 0)
            File.Delete(file);
        else
            Write(file, rest);
        return true;
    }

    /// <summary>The lines with their ends.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at) + 1;
            end = end == 0 ? text.Length : end;
            yield return text[at..end];
            at = end;
        }
    }

    // Attributes may name files in any encoding: one byte is one character, in both directions.
    private static string Read(string file) => File.Exists(file) ? File.ReadAllText(file, Encoding.Latin1) : "";

    private static void Write(string file, string text) => AtomicFile.Write(file, stream => stream.Write(Encoding.Latin1.GetBytes(text)));
}
