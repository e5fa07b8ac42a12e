using System.Globalization;
using System.Runtime.InteropServices;
using Darts.Cli.Running;

namespace Darts.EndToEnd.Tests;

public sealed class FreedMemoryTests
{
    private const int Bytes = 48 << 20;

    /// <summary>Who computes is hardly ever the first thread, and glibc keeps the memory of others elsewhere.</summary>
    [Fact]
    public void Memory_that_is_kept_is_not_fetched_from_the_system_a_second_time_whoever_uses_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/proc/thread-self/stat") && NativeLibrary.TryLoad("libc.so.6", out _), "glibc only.");
        FreedMemory.Keep();
        long pages = Bytes / Environment.SystemPageSize;
        for (int other = 0; other < 3; other++)
        {
            long again = 0;
            var thread = new Thread(() => again = FaultsOfSecondUse());
            thread.Start();
            thread.Join();
            Assert.InRange(again, 0, pages / 4);
        }
        Assert.InRange(FaultsOfSecondUse(), 0, pages / 4);
    }

    private static unsafe long FaultsOfSecondUse()
    {
        Use();
        long before = Faults();
        Use();
        return Faults() - before;

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
