namespace Darts.Networks;

/// <summary>Turns what the file system throws into sentences for the user.</summary>
public static class FileErrors
{
    // ENOSPC and EDQUOT; .NET keeps the raw error number on Unix.
    private const int UnixNoSpace = 28;
    private const int LinuxQuotaExceeded = 122;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether an exception comes from the file system and not from a mistake in the program.</summary>
    public static bool IsFileError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException { ParamName: "path" };

    /// <summary>The error to show when reading failed.</summary>
    /// <param name="path">The file, as the user named it.</param>
    /// <param name="exception">What was thrown.</param>
    public static DartsException Reading(string path, Exception exception) => new($"Cannot read '{path}': {Cause(path, exception)}.", exception);

    /// <summary>The error to show when writing failed.</summary>
    /// <param name="path">The file, as the user named it.</param>
    /// <param name="exception">What was thrown.</param>
    public static DartsException Writing(string path, Exception exception) => new($"Cannot write '{path}': {Cause(path, exception)}.", exception);

    private static string Cause(string path, Exception exception) => exception switch
    {
        _ when Directory.Exists(path) => "it is a folder",
        ArgumentException => "that is not the name of a file",
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "its folder does not exist",
        UnauthorizedAccessException => "permission denied",
        EndOfStreamException => "it ends too early",
        PathTooLongException => "the path is too long",
        _ when exception.HResult is UnixNoSpace or LinuxQuotaExceeded or WindowsHandleDiskFull or WindowsDiskFull => "the disk is full",
        _ => "the system reports an input/output error",
    };
}
