using System.Globalization;
using System.Runtime.InteropServices;
using Darts.Cli.Running;

namespace Darts.EndToEnd.Tests;

public sealed class FreedMemoryTests
{
    private const int Bytes = 48 << 20;

    /// <summary>Threads of this process share glibc's heaps: another one may take what was freed before it is used again, so the least of many uses counts. Memory that is not kept is fetched every time.</summary>
    [Fact]
    public void Memory_that_is_kept_is_not_fetched_from_the_system_a_second_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/proc/thread-self/stat") && NativeLibrary.TryLoad("libc.so.6", out _), "glibc only.");
        FreedMemory.Keep();
        long least = long.MaxValue;
        for (int other = 0; other < 4; other++)
        {
            // Who computes is hardly ever the first thread, and glibc keeps the memory of others elsewhere.
            var thread = new Thread(() => least = Math.Min(least, LeastFaults()));
            thread.Start();
            thread.Join();
        }
        Assert.InRange(least, 0, Bytes / Environment.SystemPageSize / 4);
    }

    /// <summary>Of a use after the first.</summary>
    private static unsafe long LeastFaults()
    {
        long least = long.MaxValue;
        Use();
        for (int again = 0; again < 5; again++)
        {
            long before = Faults();
            Use();
            least = Math.Min(least, Faults() - before);
        }
        return least;

        static void Use()
        {
            void* memory = NativeMemory.Alloc(Bytes);
            new Span<byte>(memory, Bytes).Fill(1);
            NativeMemory.Free(memory);
        }
    }

    /// <summary>Pages this thread was given so far (proc(5), <c>minflt</c>).</summary>
    private static long Faults()
    {
        string stat = File.ReadAllText("/proc/thread-self/stat");
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture);
    }
}
