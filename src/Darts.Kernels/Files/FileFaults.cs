namespace Darts.Kernels.Files;

/// <summary>Turns what the file system throws into sentences for the user.</summary>
internal static class FileFaults
{
    // ENOSPC and EDQUOT; .NET keeps the raw error number on Unix.
    private const int UnixNoSpace = 28;
    private const int LinuxQuotaExceeded = 122;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether an exception comes from the file system and not from a mistake in the program.</summary>
    public static bool IsOne(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException { ParamName: "path" };

    /// <summary>The message when reading failed.</summary>
    public static string Reading(string path, Exception exception) => $"Cannot read '{path}': {Cause(path, exception)}.";

    /// <summary>The message when writing failed.</summary>
    public static string Writing(string path, Exception exception) => $"Cannot write '{path}': {Cause(path, exception)}.";

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
