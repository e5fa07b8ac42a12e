using Darts.Networks;

namespace Darts.Training;

/// <summary>One way data sets are stored.</summary>
public interface IDataFormat
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>Whether <paramref name="path"/> looks like this format; it may still be incomplete or damaged, which <see cref="Load"/> tells.</summary>
    /// <param name="path">An existing file or folder.</param>
    bool Recognises(string path);

    /// <summary>Reads the whole data set.</summary>
    /// <param name="path">A path that <see cref="Recognises"/> accepts.</param>
    /// <param name="options">The shape wanted, how to split.</param>
    /// <returns>The data set; the caller disposes it.</returns>
    /// <exception cref="DartsException">A file is missing or malformed; the message names it and the cause.</exception>
    ImageData Load(string path, DataOptions options);
}
