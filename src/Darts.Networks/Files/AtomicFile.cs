namespace Darts.Networks;

/// <summary>Writes files so that at every moment, whatever fails, a path holds either all of the old content or all of the new.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file: to a temporary one beside it, flushed to the disk, then renamed.</summary>
    /// <param name="path">The file; created or replaced, keeping its rights and the link that led to it. Its folder must exist. A device (<c>/dev/stdout</c>) is written to as it is.</param>
    /// <param name="write">Writes the content; may throw, and then nothing has changed.</param>
    /// <exception cref="DartsException">The file cannot be written: the disk is full, the folder missing or protected.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            string full = Path.GetFullPath(path);
            if (IsDevice(full))
                WriteAndFlush(full, FileMode.Open, write);
            else
                Replace(full, write);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Writing(path, e);
        }
    }

    private static void Replace(string path, Action<Stream> write)
    {
        // A link stays one: what it leads to is replaced.
        string full = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
        try
        {
            WriteAndFlush(temporary, FileMode.CreateNew, write);
            if (!OperatingSystem.IsWindows() && File.Exists(full))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(full));
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void WriteAndFlush(string file, FileMode mode, Action<Stream> write)
    {
        using var stream = new FileStream(file, mode, FileAccess.Write, FileShare.None);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    // Renaming over /dev/null would take it from the whole system.
    private static bool IsDevice(string full) => !OperatingSystem.IsWindows() && full.StartsWith("/dev/", StringComparison.Ordinal) && File.Exists(full);
}
