using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Darts.Kernels;

/// <summary>
/// The threads of the OpenMP runtime that libtorch has loaded. They wait for work by looking for it without pause: beside threads of our own they would take the cores away, and every
/// change between libtorch's operations and ours would cost a part of a millisecond.
/// </summary>
internal sealed unsafe class GompTeam : Team
{
    private readonly delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint, uint, uint, void> _parallel;
    private readonly delegate* unmanaged[Cdecl]<int> _threadNumber;
    private readonly GCHandle _self;
    private readonly int _threads;
    private IWork? _work;
    private int _items;
    private int _next;

    private GompTeam(int threads, nint parallel, nint threadNumber)
    {
        _threads = threads;
        _parallel = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint, uint, uint, void>)parallel;
        _threadNumber = (delegate* unmanaged[Cdecl]<int>)threadNumber;
        _self = GCHandle.Alloc(this);
    }

    public override int Threads => _threads;

    /// <summary>The team; null where no OpenMP runtime of GNU's is loaded beside libtorch, as on Windows and macOS.</summary>
    /// <param name="threads">How many threads; at least 1.</param>
    public static GompTeam? TryOf(int threads) =>
        OperatingSystem.IsLinux()
        && Path() is { } path
        && NativeLibrary.TryLoad(path, out nint library)
        && NativeLibrary.TryGetExport(library, "GOMP_parallel", out nint parallel)
        && NativeLibrary.TryGetExport(library, "omp_get_thread_num", out nint threadNumber)
            ? new GompTeam(threads, parallel, threadNumber)
            : null;

    public override void Run(IWork work, int items)
    {
        (_work, _items, _next) = (work, items, 0);
        _parallel(&Serve, GCHandle.ToIntPtr(_self), (uint)_threads, 0);
        _work = null;
    }

    public override void Dispose() => _self.Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Serve(nint self)
    {
        var team = (GompTeam)GCHandle.FromIntPtr(self).Target!;
        int thread = team._threadNumber();
        for (int item = Interlocked.Increment(ref team._next) - 1; item < team._items; item = Interlocked.Increment(ref team._next) - 1)
            team._work!.Do(item, thread);
    }

    /// <summary>The runtime's file among those this process has mapped, in the folder of libtorch's.</summary>
    private static string? Path()
    {
        string[] files;
        try
        {
            files = [.. File.ReadLines("/proc/self/maps").Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "").Distinct()];
        }
        catch (IOException)
        {
            return null;
        }
        string? folder = files.Where(file => System.IO.Path.GetFileName(file) == "libtorch_cpu.so").Select(System.IO.Path.GetDirectoryName).FirstOrDefault();
        return Array.Find(files, file => System.IO.Path.GetDirectoryName(file) == folder && System.IO.Path.GetFileName(file).StartsWith("libgomp", StringComparison.Ordinal));
    }
}
