using System.Globalization;
using System.Runtime.InteropServices;
using Darts.Cli.Running;

namespace Darts.EndToEnd.Tests;

public sealed class FreedMemoryTests
{
    private const int Bytes = 48 << 20;

    [Fact]
    public unsafe void Memory_that_is_kept_is_not_fetched_from_the_system_a_second_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/proc/self/stat") && NativeLibrary.TryLoad("libc.so.6", out _), "glibc only.");
        FreedMemory.Keep();
        Use();
        long before = Faults();
        Use();
        long pages = Bytes / Environment.SystemPageSize;
        Assert.InRange(Faults() - before, 0, pages / 4);

        static void Use()
        {
            void* memory = NativeMemory.Alloc(Bytes);
            new Span<byte>(memory, Bytes).Fill(1);
            NativeMemory.Free(memory);
        }
    }

    /// <summary>Pages this process was given so far (proc(5), <c>minflt</c>).</summary>
    private static long Faults()
    {
        string stat = File.ReadAllText("/proc/self/stat");
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture);
    }
}
