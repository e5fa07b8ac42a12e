using System.Diagnostics;
using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>One pass over the training half.</summary>
internal sealed class SearchEpoch(SearchSettings settings, ImageData data, Device device, SearchSplit split, SearchState state, RunFolder run)
{
    private readonly CosineSchedule _schedule = new(settings.LearningRate, settings.MinimumLearningRate, settings.Epochs);

    /// <summary>Whether progress is told after every step.</summary>
    public bool ReportsEveryStep { get; init; }

    /// <summary>Runs the epoch from a step on.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="step">The first step; afterwards, even after an exception, the step to go on with.</param>
    /// <param name="progress">Told a few times a second.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The epoch's metrics.</returns>
    public IReadOnlyList<(string Name, double Value)> Run(int epoch, ref int step, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        state.WeightOptimizer.LearningRate = _schedule.At(epoch);
        double speed = TakeSteps(epoch, ref step, progress, cancellation);
        var metrics = new List<(string Name, double Value)>();
        Add(metrics, "loss", "accuracy", state.Training);
        Add(metrics, "architectureLoss", "architectureAccuracy", state.Validation);
        if (settings.ValidatesEpochs)
        {
            var report = progress is null ? null : new ValidationProgress(progress, epoch, settings.Epochs);
            using var network = new MixedClassifier(state.Problem);
            var validation = new Evaluator(device, settings.BatchSize, settings.Precision)
                .Evaluate(network, split.Validation, data.Normalisation, data.Classes.Count, report, cancellation);
            metrics.Add(("validationLoss", validation.Loss));
            metrics.Add(("validationAccuracy", validation.Accuracy));
        }

        metrics.Add(("normalEntropy", Entropy(state.Architecture.Normal)));
        metrics.Add(("reduceEntropy", Entropy(state.Architecture.Reduce)));
        metrics.Add(("learningRate", state.WeightOptimizer.LearningRate));
        metrics.Add(("imagesPerSecond", speed));
        return metrics;
    }

    private double TakeSteps(int epoch, ref int step, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var stream = Stream(split.Train, SearchStream.Training);
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
                var (loss, accuracy, _) = state.Training.Read();
                RefuseNonFinite(loss, epoch, step);
                progress?.Report(new(TrainingPhase.Search, epoch, settings.Epochs, step, stream.Steps, loss, accuracy, images / clock.Elapsed.TotalSeconds));
            }
        }

        return images / clock.Elapsed.TotalSeconds;
    }

    private void StepArchitecture(Batch train, Batch validation)
    {
        var outcome = state.Architect.Step(train, validation);
        state.Validation.Add(outcome.Loss, outcome.Output, validation.Labels);
    }

    private void StepWeights(Batch batch)
    {
        state.Problem.ZeroGradients();
        var outcome = state.Problem.Backward(batch, Gradients.Weights);
        GradientClip.Apply(state.Problem.Weights, settings.GradientClip);
        state.WeightOptimizer.Step();
        state.Training.Add(outcome.Loss, outcome.Output, batch.Labels);
    }

    private ValidationBatches ValidationFrom(long taken) =>
        new(Stream(split.Validation, SearchStream.Validation), split.Validation.Count, settings.BatchSize, taken);

    private BatchStream Stream(ImageSet images, SearchStream purpose) =>
        BatchStream.ForTraining(images, data.Normalisation, settings.BatchSize, device, settings.Augmentation, SearchSeeds.Of(settings, purpose));

    private void RefuseNonFinite(double loss, int epoch, int step)
    {
        if (!double.IsFinite(loss))
        {
            throw new DartsException(
                $"The loss is no longer finite at step {step} of epoch {epoch + 1}. {(run.HasCheckpoint ? $"The last good checkpoint is '{run.CheckpointFile}'." : "There is no checkpoint yet.")} A lower learning rate may help.");
        }
    }

    private static void Add(List<(string Name, double Value)> metrics, string lossName, string accuracyName, RunningLoss running)
    {
        var (loss, accuracy, images) = running.Read();
        if (images == 0)
            return;
        metrics.Add((lossName, loss));
        metrics.Add((accuracyName, accuracy));
    }

    /// <summary>The mean entropy of the edges' mixtures, in natural units: ln 8 ≈ 2.079 while nothing is decided, 0 when every edge has one operation.</summary>
    private static double Entropy(Tensor alphas)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var logarithms = alphas.log_softmax(-1);
        return -(logarithms.exp() * logarithms).sum(-1).mean().item<float>();
    }

    /// <summary>Says in which epoch a validation pass happens.</summary>
    private sealed class ValidationProgress(IProgress<TrainingProgress> progress, int epoch, int epochs) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(value with { Epoch = epoch, Epochs = epochs });
    }
}
