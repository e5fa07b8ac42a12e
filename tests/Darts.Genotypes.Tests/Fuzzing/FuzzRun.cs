using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Darts.Genotypes.Tests.Fuzzing;

/// <summary>Feeds a reader many damaged inputs. Fails with the input's number if the reader throws, does not come back, takes too much memory, or its check fails.</summary>
/// <param name="target">The reader.</param>
/// <param name="patience">How long one input may take; 20 seconds if null. A reader needs milliseconds for the longest: this only tells it from one that never ends, also on
/// a busy machine.</param>
internal sealed class FuzzRun(FuzzTarget target, TimeSpan? patience = null)
{
    private const int Usually = 4000;

    /// <summary>What reading and checking one input may allocate, in bytes; more than what it holds at any moment.</summary>
    private const long Memory = 100L << 20;

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(20);
    private readonly Mutator _mutator = new(target);
    private int _current = -1;
    private int _valid;
    private long _started;
    private Exception? _failure;

    /// <summary>The number of inputs: <c>FUZZ_INPUTS</c>, or some thousands.</summary>
    public static int Count => Variable("FUZZ_INPUTS") ?? Usually;

    /// <summary>Whether this is the long run.</summary>
    public static bool IsLong => Count > Usually;

    /// <summary>The first input's number: <c>FUZZ_FIRST</c>, for a look at a failure, or 0.</summary>
    public static int First => Variable("FUZZ_FIRST") ?? 0;

    /// <summary>Runs the inputs with these numbers.</summary>
    /// <returns>How many of them were valid.</returns>
    public int Run(int first, int count)
    {
        var worker = new Thread(() => Work(first, count)) { IsBackground = true };
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(100)))
        {
            int number = Volatile.Read(ref _current);
            if (number >= 0 && Stopwatch.GetElapsedTime(Volatile.Read(ref _started)) > _patience && number == Volatile.Read(ref _current))
                Assert.Fail(Report(number, $"did not come back within {_patience.TotalSeconds} s"));
        }
        if (_failure is { } failure)
            Assert.Fail(Report(_current, failure.ToString()));
        return _valid;
    }

    private void Work(int first, int count)
    {
        try
        {
            for (int number = first; number < first + count; number++)
            {
                byte[] input = _mutator.Make(number);
                Volatile.Write(ref _started, Stopwatch.GetTimestamp());
                Volatile.Write(ref _current, number);
                long before = GC.GetAllocatedBytesForCurrentThread();
                _valid += target.Check(input) ? 1 : 0;
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(allocated < Memory, $"took {allocated / (1 << 20)} MB for {input.Length} bytes");
            }
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }

    private string Report(int number, string what)
    {
        string text = Encoding.UTF8.GetString(_mutator.Make(number));
        return $"{target.Name}, input {number} (FUZZ_FIRST={number} FUZZ_INPUTS=1): {what}\n{(text.Length > 2000 ? text[..2000] + "…" : text)}";
    }

    private static int? Variable(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
