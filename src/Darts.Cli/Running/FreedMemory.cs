using System.Runtime.InteropServices;

namespace Darts.Cli.Running;

/// <summary>What becomes of memory that is freed.</summary>
/// <remarks>
/// A training step frees hundreds of megabytes that the next one asks for again. glibc gives such memory back to the system, which fills every page with zeros when it is first written to: a tenth of
/// the time of a step.
/// </remarks>
internal static partial class FreedMemory
{
    // malloc.h
    private const int TrimThreshold = -1, TopPad = -2, MapMaximum = -4;

    /// <summary>Threads other than the first have heaps of 64 MiB in glibc, each given back when it is empty unless less than this is left in the one before, bytes.</summary>
    private const int TwoHeaps = 128 << 20;

    /// <summary>Keeps it for what comes next, to the end of the process. Does nothing where another C library is in use, or where the environment says what glibc shall do.</summary>
    public static void Keep()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(static name => name.StartsWith("MALLOC_", StringComparison.Ordinal) || name == "GLIBC_TUNABLES"))
            return;
        try
        {
            _ = SetOption(MapMaximum, 0);
            _ = SetOption(TrimThreshold, -1);
            _ = SetOption(TopPad, TwoHeaps);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // musl: its allocator has no such options.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);
}
