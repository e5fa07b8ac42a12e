using Darts.Training;

namespace Darts.Search.Tests.Support;

/// <summary>Searches of a few steps in a folder of their own, whole and stopped.</summary>
/// <typeparam name="TSettings">Of the search.</typeparam>
public abstract class SearchRuns<TSettings> : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "darts search " + Guid.NewGuid().ToString("N"));

    /// <summary>A search that reports every step.</summary>
    public abstract SearchLoop Loop(TSettings settings);

    /// <summary>The folder of a run.</summary>
    public string Folder(string run) => Path.Combine(_folder, run);

    /// <summary>Starts a run and goes on to its end.</summary>
    public SearchResult Search(string run, TSettings settings) => Loop(settings).Run(RunFolder.Create(Folder(run), Loop(settings).Configuration()));

    /// <summary>Starts a run, or takes it up, and stops it after some steps of this part, as Ctrl-C does. Says whether it was stopped before its end.</summary>
    public bool SearchUntilStopped(string run, TSettings settings, int steps)
    {
        var loop = Loop(settings);
        var folder = Directory.Exists(Folder(run)) ? RunFolder.Resume(Folder(run), loop.Configuration()) : RunFolder.Create(Folder(run), loop.Configuration());
        using var cancellation = new CancellationTokenSource();
        var counted = new StepLimit(steps, cancellation);
        try
        {
            loop.Run(folder, counted, cancellation.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Takes a run up and goes on to its end.</summary>
    public SearchResult Resume(string run, TSettings settings) => Loop(settings).Run(RunFolder.Resume(Folder(run), Loop(settings).Configuration()));

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Free();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Frees the data.</summary>
    protected abstract void Free();

    private sealed class StepLimit(int steps, CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        private int _taken;

        public void Report(TrainingProgress value)
        {
            if (value.Phase == TrainingPhase.Search && ++_taken == steps)
                cancellation.Cancel();
        }
    }
}
