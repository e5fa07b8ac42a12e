using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

/// <summary>Trainings of a few steps on a text of ten words, in a folder of their own.</summary>
internal sealed class TinyLanguageRun : IDisposable
{
    /// <summary>An epoch is about five passages. Averaging begins at once when an epoch is not the best: with this seed, after the second.</summary>
    public static readonly LanguageTrainingSettings Settings = new()
    {
        Seed = 6,
        Epochs = 4,
        BatchSize = 3,
        EvaluationBatchSize = 2,
        Length = 6,
        LearningRate = 8,
        GradientClip = 1,
        Activation = 0.1,
        Patience = 0,
    };

    private readonly TempFolder _folder = new();

    public TinyLanguageRun()
    {
        var random = new Random(1);
        Corpus = Load("random", Words(90), Words(22), Words(19));

        string Words(int count) => "abcdefghij" is var letters && count > 0 ? string.Join(' ', letters.ToCharArray().Concat(Enumerable.Range(0, count - 11).Select(_ => letters[random.Next(10)]))) : "";
    }

    public TextCorpus Corpus { get; }

    public void Dispose()
    {
        Corpus.Dispose();
        _folder.Dispose();
    }

    /// <summary>A path in the folder of a run.</summary>
    public string File(params ReadOnlySpan<string> parts) => _folder.File(parts);

    /// <summary>A corpus of these texts.</summary>
    public TextCorpus Load(string name, params string[] texts)
    {
        foreach (var (file, text) in new[] { "train.txt", "valid.txt", "test.txt" }.Zip(texts))
            System.IO.File.WriteAllText(_folder.File("texts", name, file), text + "\n");
        return TextCorpus.Load(_folder.File("texts", name));
    }

    /// <summary>Starts a run, or goes on with it if it is there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="settings">Those above by default.</param>
    /// <param name="corpus">The one above by default.</param>
    /// <param name="onStep">Called after every step of training, from 1, counted in this part of the run.</param>
    /// <param name="notices">Where notices go.</param>
    /// <param name="cancellation">Stops it.</param>
    public LanguageTrainingResult Run(
        string name, LanguageTrainingSettings? settings = null, TextCorpus? corpus = null, Action<int, LanguageModel>? onStep = null, List<string>? notices = null, CancellationToken cancellation = default)
    {
        // Whatever a run goes on with is in its checkpoint, not in the weights or in torch's random numbers.
        var model = TinyLanguageModel.Seeded(RunFolder.Exists(Folder(name)) ? 999 : 1);
        var trainer = new LanguageTrainer(model, corpus ?? Corpus, settings ?? Settings, CPU) { ReportsEveryStep = true };
        var configuration = trainer.Configuration();
        var run = RunFolder.Exists(Folder(name)) ? RunFolder.Resume(Folder(name), configuration) : RunFolder.Create(Folder(name), configuration);
        int steps = 0;
        var progress = new Told<TrainingProgress>(value =>
        {
            if (value.Phase == TrainingPhase.Train)
                onStep?.Invoke(++steps, model);
        });
        return trainer.Run(run, progress, new Told<string>(notice => notices?.Add(notice)), cancellation);
    }

    /// <summary>Runs until so many steps of training are done.</summary>
    /// <returns>Whether the run was stopped; else it was over before.</returns>
    public bool RunUntilStopped(string name, int steps, LanguageTrainingSettings? settings = null)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            Run(name, settings, onStep: (step, _) =>
            {
                if (step == steps)
                    stop.Cancel();
            }, cancellation: stop.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Whether an epoch of a run is over.</summary>
    public bool HasCheckpoint(string name) => System.IO.File.Exists(Path.Combine(Folder(name), "checkpoints", "last.safetensors"));

    /// <summary>The folder of a run.</summary>
    public string Folder(string name) => Path.Combine(_folder.Path, name);

    /// <summary>The metrics of a run that do not measure time.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> Metrics(string name) =>
        [.. RecordedMetrics.Read(RunFolder.Open(Folder(name))).Select(epoch => epoch.Values.Where(value => value.Key is not ("seconds" or "wordsPerSecond")).ToDictionary())];

    /// <summary>The trained weights of a run.</summary>
    public byte[] Weights(string name) => System.IO.File.ReadAllBytes(Path.Combine(Folder(name), "weights.safetensors"));

    private sealed class Told<T>(Action<T> action) : IProgress<T>
    {
        public void Report(T value) => action(value);
    }
}
