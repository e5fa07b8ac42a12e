using System.Diagnostics;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A search on images under way.</summary>
internal sealed class ImageSearchCourse(
    SearchSettings settings, ImageData data, Device device, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation) : SearchCourse(run)
{
    private readonly SearchSplit _split = new(data, settings);
    private readonly ImageSearchState _state = ImageSearchState.Start(settings, data, device);
    private readonly CosineSchedule _schedule = new(settings.LearningRate, settings.MinimumLearningRate, settings.Epochs);

    /// <summary>Whether progress is told after every step.</summary>
    public bool ReportsEveryStep { get; init; }

    /// <inheritdoc/>
    public override SearchState State => _state;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> RunEpoch(int epoch, ref int step)
    {
        _state.WeightOptimizer.LearningRate = _schedule.At(epoch);
        double speed = TakeSteps(epoch, ref step);
        var metrics = new List<(string Name, double Value)>();
        Add(metrics, "loss", "accuracy", _state.Training);
        Add(metrics, "architectureLoss", "architectureAccuracy", _state.Validation);
        if (settings.ValidatesEpochs)
        {
            var report = progress is null ? null : new ValidationProgress(progress, epoch, settings.Epochs);
            using var network = new MixedClassifier(_state.Problem);
            var validation = new Evaluator(device, settings.BatchSize, settings.Precision)
                .Evaluate(network, _split.Validation, data.Normalisation, data.Classes.Count, report, cancellation);
            metrics.Add(("validationLoss", validation.Loss));
            metrics.Add(("validationAccuracy", validation.Accuracy));
        }

        metrics.AddRange(Entropies());
        metrics.Add(("learningRate", _state.WeightOptimizer.LearningRate));
        metrics.Add(("imagesPerSecond", speed));
        return metrics;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _split.Dispose();
        _state.Dispose();
    }

    private double TakeSteps(int epoch, ref int step)
    {
        var stream = Stream(_split.Train, SearchStream.Training);
        using var validation = epoch < settings.WarmUpEpochs ? null : ValidationFrom(((long)(epoch - settings.WarmUpEpochs) * stream.Steps) + step);
        var clock = Stopwatch.StartNew();
        var pace = new ReportPace();
        int images = 0;
        foreach (var batch in stream.Epoch(epoch, step))
        {
            cancellation.ThrowIfCancellationRequested();
            using (NewDisposeScope())
            {
                if (validation?.Next() is { } unseen)
                    StepArchitecture(batch, unseen);
                StepWeights(batch);
            }

            images += batch.Count;
            step = batch.Step + 1;
            if (ReportsEveryStep || pace.IsDue() || step == stream.Steps)
            {
                var (loss, accuracy, _) = _state.Training.Read();
                RefuseNonFinite(loss, epoch, step);
                progress?.Report(new(TrainingPhase.Search, epoch, settings.Epochs, step, stream.Steps, loss, accuracy, images / clock.Elapsed.TotalSeconds));
            }
        }

        return images / clock.Elapsed.TotalSeconds;
    }

    private void StepArchitecture(Batch train, Batch validation)
    {
        var outcome = _state.Architect.Step(train, validation);
        _state.Validation.Add(outcome.Loss, outcome.Output, validation.Labels);
    }

    private void StepWeights(Batch batch)
    {
        _state.Problem.ZeroGradients();
        var outcome = _state.Problem.Backward(batch, Gradients.Weights);
        GradientClip.Apply(_state.Problem.Weights, settings.GradientClip);
        _state.WeightOptimizer.Step();
        _state.Training.Add(outcome.Loss, outcome.Output, batch.Labels);
    }

    private ValidationBatches ValidationFrom(long taken) =>
        new(Stream(_split.Validation, SearchStream.Validation), _split.Validation.Count, settings.BatchSize, taken);

    private BatchStream Stream(ImageSet images, SearchStream purpose) =>
        BatchStream.ForTraining(images, data.Normalisation, settings.BatchSize, device, settings.Augmentation, SearchSeeds.Of(settings.Seed, purpose));

    private static void Add(List<(string Name, double Value)> metrics, string lossName, string accuracyName, RunningLoss running)
    {
        var (loss, accuracy, images) = running.Read();
        if (images == 0)
            return;
        metrics.Add((lossName, loss));
        metrics.Add((accuracyName, accuracy));
    }

    /// <summary>Says in which epoch a validation pass happens.</summary>
    private sealed class ValidationProgress(IProgress<TrainingProgress> progress, int epoch, int epochs) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(value with { Epoch = epoch, Epochs = epochs });
    }
}
