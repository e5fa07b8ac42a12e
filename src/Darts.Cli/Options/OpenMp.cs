using System.Runtime.InteropServices;

namespace Darts.Cli.Options;

/// <summary>The OpenMP library inside libtorch, which reads its settings from the C environment when it is loaded.</summary>
internal static partial class OpenMp
{
    private const string WaitPolicy = "OMP_WAIT_POLICY";

    /// <summary>
    /// Lets threads spin between operations instead of sleeping. A supernet is thousands of operations of some microseconds: waking a thread for each
    /// costs more than the operation, and a search on two cores runs at twice the speed so.
    /// </summary>
    /// <remarks>To be called before libtorch is loaded. What the user has set stays. <see cref="Environment"/> keeps a copy that native code does not see.</remarks>
    public static void WaitActively()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(WaitPolicy) is null)
            _ = SetEnvironment(WaitPolicy, "ACTIVE", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
