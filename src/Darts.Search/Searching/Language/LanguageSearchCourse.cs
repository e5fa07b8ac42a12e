using System.Diagnostics;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A search on language under way.</summary>
internal sealed class LanguageSearchCourse : SearchCourse
{
    private readonly LanguageSearchSettings _settings;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly WordColumns _train;
    private readonly WordColumns _validation;
    private readonly WordColumns _evaluation;
    private readonly LanguageSearchState _state;

    public LanguageSearchCourse(
        LanguageSearchSettings settings, TextCorpus corpus, Device device, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
        : base(run)
    {
        (_settings, _progress, _cancellation) = (settings, progress, cancellation);
        _train = new WordColumns(corpus.Train, settings.BatchSize, "training", device);
        _validation = new WordColumns(corpus.Validation, settings.BatchSize, "validation", device);
        _evaluation = new WordColumns(corpus.Validation, settings.EvaluationBatchSize, "validation", device);
        _state = LanguageSearchState.Start(settings, corpus.Vocabulary.Count, device);
    }

    /// <summary>Whether progress is told after every step.</summary>
    public bool ReportsEveryStep { get; init; }

    /// <inheritdoc/>
    public override SearchState State => _state;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> RunEpoch(int epoch, ref int step)
    {
        double speed = TakeSteps(epoch, ref step);
        double loss = _state.Training.Read().Loss, architectureLoss = _state.Validation.Read().Loss, validationLoss = Evaluate(epoch);
        return
        [
            ("loss", loss),
            ("perplexity", Math.Exp(loss)),
            ("architectureLoss", architectureLoss),
            ("architecturePerplexity", Math.Exp(architectureLoss)),
            ("validationLoss", validationLoss),
            ("validationPerplexity", Math.Exp(validationLoss)),
            .. Entropies(),
            ("learningRate", _settings.LearningRate),
            ("wordsPerSecond", speed),
        ];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _train.Dispose();
        _validation.Dispose();
        _evaluation.Dispose();
        _state.Dispose();
    }

    private double TakeSteps(int epoch, ref int step)
    {
        var passages = Passage.CutForSearch(_train.Rows, _settings.Length, SearchSeeds.Of(_settings.Seed, SearchStream.Training), epoch);
        var clock = Stopwatch.StartNew();
        var pace = new ReportPace();
        long words = 0;
        while (step < passages.Count)
        {
            _cancellation.ThrowIfCancellationRequested();
            RandomState.Set(_settings.Seed, StreamPurpose.Network, epoch, step);
            Take(passages[step]);
            words += (long)passages[step].Words * _settings.BatchSize;
            step++;
            if (ReportsEveryStep || pace.IsDue() || step == passages.Count)
            {
                double loss = _state.Training.Read().Loss;
                RefuseNonFinite(loss, epoch, step);
                _progress?.Report(TrainingProgress.OfWords(TrainingPhase.Search, epoch, _settings.Epochs, step, passages.Count, loss, words / clock.Elapsed.TotalSeconds));
            }
        }
        return words / clock.Elapsed.TotalSeconds;
    }

    /// <summary>A step of α, then one of ω, both at the learning rate of the passage's length.</summary>
    private void Take(Passage passage)
    {
        using var scope = NewDisposeScope();
        _state.WeightOptimizer.LearningRate = _settings.LearningRate * passage.Length / _settings.Length;
        WordBatch train = _train.Read(passage, _state.TrainingHidden), validation = _validation.Read(passage.In(_validation.Rows, _settings.Length), _state.ValidationHidden);

        var unseen = _state.Architect.Step(train, validation);
        _state.ValidationHidden.copy_(unseen.Output);
        _state.Validation.Add(unseen.Loss, validation.Words.numel());

        _state.Problem.ZeroGradients();
        var seen = _state.Problem.Learn(train);
        GradientClip.Apply(_state.Problem.Weights, _settings.GradientClip);
        _state.WeightOptimizer.Step();
        _state.TrainingHidden.copy_(seen.Output);
        _state.Training.Add(seen.Loss, train.Words.numel());
    }

    /// <summary>The loss on the whole validation text, in evaluation mode.</summary>
    private double Evaluate(int epoch)
    {
        var report = _progress is null ? null : new InEpoch(_progress, epoch, _settings.Epochs);
        return new LanguageEvaluator(_settings.Length, _settings.Precision).Evaluate(_state.Supernet, _evaluation, report, _cancellation).Loss;
    }
}
