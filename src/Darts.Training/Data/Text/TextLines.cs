using System.Text;
using Darts.Networks;

namespace Darts.Training;

/// <summary>Reads texts line by line; what is no UTF-8 is an error and not a replacement character.</summary>
public static class TextLines
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Makes something of the lines of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="make">Goes through the lines, once.</param>
    /// <exception cref="DartsException">The file cannot be read or is no UTF-8.</exception>
    public static T Read<T>(string path, Func<IEnumerable<string>, T> make) => Read(path, () => File.OpenRead(path), make);

    /// <summary>Makes something of the lines of a stream.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="make">Goes through the lines, once.</param>
    /// <exception cref="DartsException">The stream cannot be read or is no UTF-8.</exception>
    public static T Read<T>(string name, Func<Stream> open, Func<IEnumerable<string>, T> make)
    {
        try
        {
            using var stream = open();
            using var reader = new StreamReader(stream, Strict);
            return make(Lines(reader));
        }
        catch (DecoderFallbackException e)
        {
            throw new DartsException($"'{name}' is no UTF-8 text.", e);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading(name, e);
        }
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
