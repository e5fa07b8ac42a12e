using System.Diagnostics;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Tests a network.</summary>
/// <param name="device">Where the network is.</param>
/// <param name="batchSize">Images a step; without influence on the result but for rounding.</param>
/// <param name="precision">The type it computes in.</param>
public sealed class Evaluator(Device device, int batchSize, Precision precision = Precision.Fp32)
{
    /// <summary>Runs <paramref name="network"/> over a set, in evaluation mode and without gradients; its mode is afterwards what it was.</summary>
    /// <param name="network">Images [N, C, H, W] to logits [N, classes].</param>
    /// <param name="images">The images and their labels.</param>
    /// <param name="normalisation">The normalisation it was trained with.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="progress">Told after each step that takes a while; null for silence.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Evaluation Evaluate(
        nn.Module<Tensor, Tensor> network,
        ImageSet images,
        Normalisation normalisation,
        int classes,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var wasTraining = network.training;
        network.eval();
        try
        {
            using var scope = NewDisposeScope();
            using var withoutGradients = no_grad();
            var tally = new Tally(device, classes, precision);
            Run(network, BatchStream.InOrder(images, normalisation, batchSize, device), tally, progress, cancellation);
            return tally.Result();
        }
        finally
        {
            network.train(wasTraining);
        }
    }

    private static void Run(nn.Module<Tensor, Tensor> network, BatchStream stream, Tally tally, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var pace = new ReportPace();
        var done = 0;
        foreach (var batch in stream.Epoch(0))
        {
            cancellation.ThrowIfCancellationRequested();
            tally.Add(network, batch);
            done += batch.Count;
            if (progress is not null && (pace.IsDue() || batch.Step == stream.Steps - 1))
            {
                var (loss, accuracy) = tally.SoFar(done);
                progress.Report(new(TrainingPhase.Test, 0, 1, batch.Step + 1, stream.Steps, loss, accuracy, done / clock.Elapsed.TotalSeconds));
            }
        }
    }

    /// <summary>Sums on the device; nothing is read back until it is wanted. Lives in the dispose scope it is made in.</summary>
    private sealed class Tally(Device device, int classes, Precision precision)
    {
        private readonly Tensor _loss = zeros(1, float64, device);
        private readonly Tensor _correct = zeros(classes, int64, device);
        private readonly Tensor _seen = zeros(classes, int64, device);

        public void Add(nn.Module<Tensor, Tensor> network, Batch batch)
        {
            using var scope = NewDisposeScope();
            var logits = Logits(network, batch.Images);
            var hits = logits.argmax(1).eq(batch.Labels).to(int64);
            _loss.add_(nn.functional.cross_entropy(logits, batch.Labels, reduction: nn.Reduction.Sum).to(float64));
            _correct.index_add_(0, batch.Labels, hits, 1);
            _seen.index_add_(0, batch.Labels, ones_like(hits), 1);
        }

        private Tensor Logits(nn.Module<Tensor, Tensor> network, Tensor images)
        {
            using var autocast = Autocast.Begin(precision, device);
            return network.forward(images).to(images.dtype);
        }

        public (double Loss, double Accuracy) SoFar(int count) => (_loss.item<double>() / count, (double)_correct.sum().item<long>() / count);

        public Evaluation Result()
        {
            var (correct, seen) = (_correct.cpu().data<long>().ToArray(), _seen.cpu().data<long>().ToArray());
            var count = (int)seen.Sum();
            var (loss, accuracy) = SoFar(count);
            return new(accuracy, loss, [.. correct.Zip(seen, (right, all) => all > 0 ? (double?)right / all : null)], count);
        }
    }
}
