using Darts.Kernels.Files;

namespace Darts.Networks;

/// <summary>Turns what the file system throws into errors for the user.</summary>
public static class FileErrors
{
    /// <summary>Whether an exception comes from the file system and not from a mistake in the program.</summary>
    public static bool IsFileError(Exception exception) => FileFaults.IsOne(exception);

    /// <summary>The error to show when reading failed.</summary>
    /// <param name="path">The file, as the user named it.</param>
    /// <param name="exception">What was thrown.</param>
    public static DartsException Reading(string path, Exception exception) => new(FileFaults.Reading(path, exception), exception);

    /// <summary>The error to show when writing failed.</summary>
    /// <param name="path">The file, as the user named it.</param>
    /// <param name="exception">What was thrown.</param>
    public static DartsException Writing(string path, Exception exception) => new(FileFaults.Writing(path, exception), exception);
}
