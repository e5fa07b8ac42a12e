using System.Text;
using Darts.Networks;

namespace Darts.Shipping;

/// <summary>A text file with the name of a class a line.</summary>
internal static class ClassNames
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the names, in the order of the network's outputs.</summary>
    /// <param name="path">UTF-8.</param>
    /// <exception cref="DartsException">The file cannot be read, or a line holds no name; the message says which.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path, Strict);
        }
        catch (DecoderFallbackException e)
        {
            throw new DartsException($"'{path}' is not UTF-8.", e);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading(path, e);
        }

        for (int line = 0; line < lines.Length; line++)
        {
            if (string.IsNullOrWhiteSpace(lines[line]) || lines[line].Any(char.IsControl))
                throw new DartsException($"{path}({line + 1}): a line holds the name of one class, in printable characters.");
        }
        return [.. lines.Select(static line => line.Trim())];
    }
}
