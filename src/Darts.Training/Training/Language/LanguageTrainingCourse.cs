using System.Diagnostics;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>A training under way: what its epochs consist of.</summary>
internal sealed class LanguageTrainingCourse : IDisposable
{
    private readonly LanguageModel _model;
    private readonly LanguageTrainingSettings _settings;
    private readonly Device _device;
    private readonly RunFolder _run;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly IProgress<string>? _notices;
    private readonly CancellationToken _cancellation;
    private readonly WordColumns _train;
    private readonly WordColumns _validation;
    private readonly LanguageTrainingStep _step;

    public LanguageTrainingCourse(
        LanguageModel model, TextCorpus corpus, LanguageTrainingSettings settings, Device device, RunFolder run, IProgress<TrainingProgress>? progress, IProgress<string>? notices, CancellationToken cancellation)
    {
        (_model, _settings, _device, _run, _progress, _notices, _cancellation) = (model, settings, device, run, progress, notices, cancellation);
        _train = new WordColumns(corpus.Train, settings.BatchSize, "training", device);
        _validation = new WordColumns(corpus.Validation, settings.EvaluationBatchSize, "validation", device);
        _step = new LanguageTrainingStep(model, settings);
        State = new LanguageTrainingState(run, model, settings, device);
    }

    /// <summary>Whether progress is told after every step.</summary>
    public bool ReportsEveryStep { get; init; }

    /// <summary>All that changes.</summary>
    public LanguageTrainingState State { get; }

    /// <summary>What is drawn after a return to the best weights is not what led astray.</summary>
    private long Seed => State.Course.RollBacks == 0 ? _settings.Seed : Seeds.Mix(_settings.Seed, State.Course.RollBacks);

    /// <summary>Runs an epoch from a step on.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="step">The first step; afterwards, even after an exception, the step to go on with.</param>
    /// <param name="seconds">The time the run has taken.</param>
    /// <returns>The epoch's metrics; null where a loss or a weight is no longer finite.</returns>
    /// <exception cref="OperationCanceledException">It was stopped between two steps, everything being finite.</exception>
    public IReadOnlyList<(string Name, double Value)>? RunEpoch(int epoch, ref int step, Func<double> seconds)
    {
        if (TakeSteps(epoch, ref step) is not { } speed || !State.IsFinite())
            return null;
        double loss = State.Running.Read().Loss, validation;
        bool averages = State.Averages;
        using (State.SwapInAverages())
        {
            validation = Evaluate(_validation, epoch).Loss;
            if (!double.IsFinite(validation))
                return null;
            if (State.Course.IsBest(validation))
                State.SaveBest(new(epoch + 1, 0, seconds()));
        }
        if (!averages && State.Course.StartsAveraging(validation))
        {
            State.StartAveraging();
            _notices?.Report($"The validation text is no longer foretold better; from epoch {epoch + 2} on weights are averaged.");
        }
        return
        [
            ("loss", loss),
            ("perplexity", Math.Exp(loss)),
            ("validationLoss", validation),
            ("validationPerplexity", Math.Exp(validation)),
            ("averages", averages ? 1 : 0),
            ("rollBacks", State.Course.RollBacks),
            ("learningRate", _settings.LearningRate),
            ("wordsPerSecond", speed),
        ];
    }

    /// <summary>Goes back to the best weights, as the original does.</summary>
    /// <param name="epoch">Where the loss was no longer finite.</param>
    /// <param name="step">The steps of it that were taken.</param>
    /// <returns>The epoch to go on with.</returns>
    /// <exception cref="DartsException">There are none yet, or they were gone back to too often.</exception>
    public int RollBack(int epoch, int step)
    {
        string what = $"The loss is no longer finite at step {step} of epoch {epoch + 1}";
        if (!State.Course.HasBest)
            throw new DartsException($"{what}, and there are no best weights yet to go back to. A lower learning rate may help.");
        if (State.Course.RollBacksOfBest >= LanguageTrainer.MostRollBacks)
            throw new DartsException($"{what}, after going back to the best weights {LanguageTrainer.MostRollBacks} times. They are in '{_run.BestCheckpointFile}'. A lower learning rate may help.");
        int from = State.RestoreBest().Epoch;
        State.Course.RollBack();
        _notices?.Report($"{what}: training goes back to the best weights, those after epoch {from}.");
        return from;
    }

    /// <summary>How well the model foretells a text.</summary>
    public TextEvaluation Evaluate(Tensor text, int batch, string what, int epoch)
    {
        using var columns = new WordColumns(text, batch, what, _device);
        return Evaluate(columns, epoch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _train.Dispose();
        _validation.Dispose();
        State.Dispose();
    }

    private TextEvaluation Evaluate(WordColumns text, int epoch) =>
        new LanguageEvaluator(_settings.Length, _settings.Precision).Evaluate(_model, text, _progress is null ? null : new InEpoch(_progress, epoch, _settings.Epochs), _cancellation);

    /// <returns>Words a second; null where the loss is no longer finite.</returns>
    private double? TakeSteps(int epoch, ref int step)
    {
        var passages = Passage.CutForTraining(_train.Rows, _settings.Length, Seeds.Mix(Seed, (long)StreamPurpose.Passages), epoch);
        var clock = Stopwatch.StartNew();
        var pace = new ReportPace();
        long words = 0;
        _model.train();
        while (step < passages.Count)
        {
            // A checkpoint holds nothing that is not finite.
            if (_cancellation.IsCancellationRequested && State.IsFinite())
                throw new OperationCanceledException(_cancellation);
            RandomState.Set(Seed, StreamPurpose.Network, epoch, step);
            _step.Run(_train, passages[step], State);
            words += (long)passages[step].Words * _settings.BatchSize;
            step++;
            if (ReportsEveryStep || pace.IsDue() || step == passages.Count)
            {
                double loss = State.Running.Read().Loss;
                if (!double.IsFinite(loss))
                    return null;
                _progress?.Report(TrainingProgress.OfWords(TrainingPhase.Train, epoch, _settings.Epochs, step, passages.Count, loss, words / clock.Elapsed.TotalSeconds));
            }
        }
        return words / clock.Elapsed.TotalSeconds;
    }
}
