using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Support;

/// <summary>A search of a few steps on random images, in a folder of its own.</summary>
public class TinySearch : IDisposable
{
    public const string Name = "Tiny";

    /// <summary>Three batches of 4, 4 and 2 an epoch; the validation half of 11 images gives two whole ones a pass.</summary>
    public static readonly SearchSettings Settings = new()
    {
        Seed = 4,
        Channels = 2,
        Layers = 3,
        Epochs = 2,
        BatchSize = 4,
        ShuffleSplit = true,
        ArchitectureLearningRate = 0.1,
        Augmentation = new Augmentation(CropPadding: 1, Flip: true, Cutout: 0),
        NetworkChannels = 4,
        NetworkLayers = 3,
        NetworkAuxiliary = false,
    };

    private const int Images = 21;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "darts search " + Guid.NewGuid().ToString("N"));

    public TinySearch()
    {
        var random = new Random(1);
        var size = new ImageSize(1, 8, 8);
        var pixels = new byte[Images * size.Count];
        random.NextBytes(pixels);
        var images = ImageSet.Of(pixels, [.. Enumerable.Range(0, Images).Select(image => image % 3L)], size);
        Data = new ImageData("random", images, images, ["a", "b", "c"], Normalisation.Of(images.Images));
    }

    public ImageData Data { get; }

    /// <summary>The folder of a run.</summary>
    public string Folder(string run) => Path.Combine(_folder, run);

    /// <summary>Starts a run and goes on to its end.</summary>
    public SearchResult Search(string run, SearchSettings settings) => Loop(settings).Run(RunFolder.Create(Folder(run), Loop(settings).Configuration()));

    /// <summary>Starts a run, or takes it up, and stops it after some steps of this part, as Ctrl-C does. Says whether it was stopped before its end.</summary>
    public bool SearchUntilStopped(string run, SearchSettings settings, int steps)
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
    public SearchResult Resume(string run, SearchSettings settings) => Loop(settings).Run(RunFolder.Resume(Folder(run), Loop(settings).Configuration()));

    public ImageSearch Loop(SearchSettings settings) => new(Data, settings, CPU, Name) { ReportsEveryStep = true };

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Data.Train.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

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
