using System.Diagnostics;
using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>
/// Trains a network as quark0/darts <c>train.py</c> does: an epoch of SGD steps, then a test, then a checkpoint. A run that is stopped and resumed takes the same steps as
/// one that is not.
/// </summary>
public sealed class Trainer
{
    private readonly ImageClassifier _network;
    private readonly ImageData _data;
    private readonly TrainingSettings _settings;
    private readonly Device _device;

    /// <summary>Prepares to train; moves the network to the device.</summary>
    /// <param name="network">The network, with the weights to start from (see <see cref="StreamPurpose.Initial"/>).</param>
    /// <param name="data">The data, borrowed; of the network's image shape and number of classes.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="device">Where.</param>
    /// <exception cref="DartsException">A setting makes no sense, or the data does not fit the network.</exception>
    public Trainer(ImageClassifier network, ImageData data, TrainingSettings settings, Device device)
    {
        settings.Check();
        NetworkFit.Check(network.Description, data);
        (_network, _data, _settings, _device) = (network, data, settings, device);
        _network.to(device);
    }

    /// <summary>What the outcome depends on, for <see cref="RunFolder"/>.</summary>
    /// <param name="command">What the command line wants to find again when the run is resumed.</param>
    public RunConfiguration Configuration(IReadOnlyDictionary<string, string>? command = null) => RunConfiguration.Of(
        "train",
        new Dictionary<string, object>
        {
            ["network"] = new { _network.Description.Name, Genotype = _network.Description.GenotypeHash },
            ["settings"] = _settings,
            ["data"] = DataFingerprint.Of(_data),
        },
        command);

    /// <summary>Trains to the end, from the run's checkpoint if it has one.</summary>
    /// <param name="run">Where checkpoints, metrics and weights go.</param>
    /// <param name="progress">Told a few times a second; null for silence.</param>
    /// <param name="cancellation">Stops after the current step; a checkpoint is written first.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the run can be resumed.</exception>
    /// <exception cref="DartsException">The loss is no longer finite, or a file cannot be written; the last good checkpoint stays.</exception>
    public TrainingResult Run(RunFolder run, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var optimizer = new MomentumSgd(Parameters.Of(_network), _settings.Momentum, _settings.WeightDecay);
        using var running = new RunningLoss(_device);
        var state = new TrainingState(run, _network, optimizer, running);
        var position = state.Restore();
        var clock = Stopwatch.StartNew();
        double Seconds() => position.Seconds + clock.Elapsed.TotalSeconds;

        var log = new MetricsLog(run, position.Epoch);
        var stream = BatchStream.ForTraining(_data.Train, _data.Normalisation, _settings.BatchSize, _device, _settings.Augmentation, _settings.Seed);
        Evaluation? test = null;
        for (var epoch = position.Epoch; epoch < _settings.Epochs; epoch++)
        {
            var step = epoch == position.Epoch ? position.Step : 0;
            try
            {
                var speed = TrainEpoch(epoch, stream, optimizer, running, run, progress, ref step, cancellation);
                test = Test(epoch, progress, cancellation);
                var (loss, accuracy, _) = running.Read();
                log.Append(
                    epoch,
                    ("loss", loss),
                    ("accuracy", accuracy),
                    ("testLoss", test.Loss),
                    ("testAccuracy", test.Accuracy),
                    ("learningRate", optimizer.LearningRate),
                    ("seconds", Seconds()),
                    ("imagesPerSecond", speed));
            }
            catch (OperationCanceledException)
            {
                state.Save(new(epoch, step, Seconds()));
                throw;
            }

            running.Reset();
            state.Save(new(epoch + 1, 0, Seconds()));
        }

        test ??= Test(_settings.Epochs - 1, progress, cancellation);
        var summary = new TrainingSummary(_data.Name, _settings.Epochs, test.Accuracy);
        new TrainedWeights(_data.Classes, _data.Normalisation, _settings.Seed, summary).Save(_network, run.WeightsFile);
        return new(test, Seconds(), run.WeightsFile);
    }

    private double TrainEpoch(
        int epoch,
        BatchStream stream,
        MomentumSgd optimizer,
        RunningLoss running,
        RunFolder run,
        IProgress<TrainingProgress>? progress,
        ref int step,
        CancellationToken cancellation)
    {
        _network.train();
        _network.DropPath = _settings.DropPathAt(epoch);
        optimizer.LearningRate = _settings.Schedule().At(epoch);
        var trainingStep = new TrainingStep(_network, optimizer, _settings);
        var clock = Stopwatch.StartNew();
        var pace = new ReportPace();
        var images = 0;
        foreach (var batch in stream.Epoch(epoch, step))
        {
            cancellation.ThrowIfCancellationRequested();
            RandomState.Set(_settings.Seed, StreamPurpose.Network, epoch, batch.Step);
            trainingStep.Run(batch, running);
            images += batch.Count;
            step = batch.Step + 1;
            if (pace.IsDue() || step == stream.Steps)
            {
                var (loss, accuracy, _) = running.Read();
                RefuseNonFinite(loss, epoch, step, run);
                progress?.Report(new(TrainingPhase.Train, epoch, _settings.Epochs, step, stream.Steps, loss, accuracy, images / clock.Elapsed.TotalSeconds));
            }
        }

        return images / clock.Elapsed.TotalSeconds;
    }

    private Evaluation Test(int epoch, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var report = progress is null ? null : new InEpoch(progress, epoch, _settings.Epochs);
        return new Evaluator(_device, _settings.BatchSize, _settings.Precision).Evaluate(_network, _data.Test, _data.Normalisation, _data.Classes.Count, report, cancellation);
    }

    private static void RefuseNonFinite(double loss, int epoch, int step, RunFolder run)
    {
        if (!double.IsFinite(loss))
        {
            throw new DartsException(
                $"The loss is no longer finite at step {step} of epoch {epoch + 1}. {(run.HasCheckpoint ? $"The last good checkpoint is '{run.CheckpointFile}'." : "There is no checkpoint yet.")} A lower learning rate may help.");
        }
    }
}
