using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>The threads that libtorch's OpenMP library gives to whoever calls it.</summary>
/// <remarks>
/// Every calling thread gets a team of its own. A team for the thread that makes batches, beside that of the thread that trains, makes more threads than
/// cores; OpenMP then puts waiting threads to sleep at once, and the thousands of small operations of a supernet each pay for waking them: half of the speed.
/// </remarks>
internal static class OpenMpTeam
{
    private static readonly SetThreads? Set = Find();

    private delegate void SetThreads(int count);

    /// <summary>Until the result is disposed the calling thread works alone. Does nothing where libtorch's OpenMP library is out of sight.</summary>
    /// <remarks>The thread gets its team back, for it is nobody's own: a thread of the pool makes batches now and trains later, and who waits for a batch that nobody has begun makes it itself.</remarks>
    public static Solo WorkAlone()
    {
        int threads = get_num_threads();
        Resize(1);
        return new(threads);
    }

    /// <summary>Gives the calling thread a team of so many.</summary>
    /// <param name="threads">How many, itself among them.</param>
    public static void Resize(int threads)
    {
        // libtorch gives a thread its team at its first call: that has to have happened, or it would undo ours.
        _ = get_num_threads();
        Set?.Invoke(threads);
    }

    /// <summary>Found through libtorch, which depends on it: its file's name differs between builds.</summary>
    private static SetThreads? Find() =>
        NativeLibrary.TryLoad("torch_cpu", typeof(TorchSharp.torch).Assembly, null, out nint libtorch)
        && NativeLibrary.TryGetExport(libtorch, "omp_set_num_threads", out nint function)
            ? Marshal.GetDelegateForFunctionPointer<SetThreads>(function)
            : null;

    /// <summary>A time in which a thread works alone.</summary>
    /// <param name="threads">Its team before and after.</param>
    internal readonly struct Solo(int threads) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => Resize(threads);
    }
}
