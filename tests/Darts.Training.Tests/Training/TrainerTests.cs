using System.Globalization;
using System.Text.Json.Nodes;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class TrainerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ImageData _data = TinyRun.Data();

    public void Dispose()
    {
        _folder.Dispose();
        _data.Dispose();
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_twice()
    {
        TinyRun.Run(_folder.File("a"), TinyClassifier.Seeded(1), _data);
        TinyRun.Run(_folder.File("b"), TinyClassifier.Seeded(1), _data);
        TinyRun.Run(_folder.File("c"), TinyClassifier.Seeded(1), _data, TinyRun.Settings with { Seed = 12 });
        Assert.Equal(Weights("a"), Weights("b"));
        Assert.NotEqual(Weights("a"), Weights("c"));
    }

    [Fact]
    public void Training_in_bf16_comes_near_training_in_fp32_and_the_run_says_so()
    {
        double exact = TinyRun.Run(_folder.File("fp32"), TinyClassifier.Seeded(1), _data).Test.Loss;
        double rounded = TinyRun.Run(_folder.File("bf16"), TinyClassifier.Seeded(1), _data, TinyRun.Settings with { Precision = Precision.Bf16 }).Test.Loss;
        Assert.NotEqual(exact, rounded);
        Assert.Equal(exact, rounded, 0.05);
        Assert.Contains("bf16", File.ReadAllText(Path.Combine(_folder.File("bf16"), "config.json")), StringComparison.OrdinalIgnoreCase);
        Assert.False(Autocast.IsOn(CPU));
        Assert.Throws<DartsException>(() => TinyRun.Run(_folder.File("bf16"), TinyClassifier.Seeded(1), _data, resume: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_run_stopped_at_any_step_and_resumed_ends_the_same(int step)
    {
        TinyRun.Run(_folder.File("whole"), TinyClassifier.Seeded(1), _data);
        using var stop = new CancellationTokenSource();
        var network = TinyClassifier.Seeded(1);
        network.OnStep = pass =>
        {
            if (pass == step)
            {
                stop.Cancel();
            }
        };
        Assert.ThrowsAny<OperationCanceledException>(() => TinyRun.Run(_folder.File("parts"), network, _data, cancellation: stop.Token));

        // Other weights and another state of torch's random numbers: all that counts is in the checkpoint.
        var resumed = TinyClassifier.Seeded(999);
        TinyRun.Run(_folder.File("parts"), resumed, _data, resume: true);
        Assert.Equal(6 - step, resumed.Passes);
        Assert.Equal(Weights("whole"), Weights("parts"));
        Assert.Equal(Numbers("whole"), Numbers("parts"));
    }

    [Fact]
    public void A_finished_run_that_is_resumed_is_only_tested_again()
    {
        var first = TinyRun.Run(_folder.File("a"), TinyClassifier.Seeded(1), _data);
        var network = TinyClassifier.Seeded(2);
        var second = TinyRun.Run(_folder.File("a"), network, _data, resume: true);
        Assert.Equal(0, network.Passes);
        Assert.Equal(first.Test.Loss, second.Test.Loss);
    }

    [Fact]
    public void It_learns()
    {
        var settings = TrainingPresets.Quick with { Epochs = 8, BatchSize = 2, Augmentation = Augmentation.None };
        Assert.InRange(TinyRun.Run(_folder.File("a"), TinyClassifier.Seeded(1), _data, settings).Test.Accuracy, 0.6, 1); // chance: 1/3
    }

    [Fact]
    public void The_weights_file_is_the_network()
    {
        var network = TinyClassifier.Seeded(1);
        var result = TinyRun.Run(_folder.File("a"), network, _data);
        var loaded = TinyClassifier.Seeded(2);
        NetworkWeights.Load(loaded, result.WeightsFile);
        var evaluation = new Evaluator(CPU, 9).Evaluate(loaded, _data.Test, _data.Normalisation, 3);
        Assert.Equal(result.Test.Loss, evaluation.Loss, 1e-6);
        using var file = SafeTensorsFile.Open(result.WeightsFile);
        Assert.Equal(("Tiny", "tiny"), (file.Metadata[NetworkWeights.NetworkKey], file.Metadata[NetworkWeights.GenotypeKey]));
        Assert.Equal(
            (_data.Name, TinyRun.Settings.Epochs.ToString(CultureInfo.InvariantCulture), result.Test.Accuracy.ToString("R", CultureInfo.InvariantCulture)),
            (file.Metadata["data"], file.Metadata["epochs"], file.Metadata["testAccuracy"]));
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_run_and_leaves_the_good_checkpoint()
    {
        var network = TinyClassifier.Seeded(1);
        var path = _folder.File("a");
        byte[] good = [];
        network.OnStep = pass =>
        {
            if (pass == 4)
            {
                good = File.ReadAllBytes(Path.Combine(path, "checkpoints", "last.safetensors"));
                using var noGrad = no_grad();
                network.parameters().First().fill_(float.NaN);
            }
        };
        var error = Assert.Throws<DartsException>(() => TinyRun.Run(path, network, _data));
        Assert.Contains(Path.Combine(path, "checkpoints", "last.safetensors"), error.Message);
        Assert.Equal(good, File.ReadAllBytes(Path.Combine(path, "checkpoints", "last.safetensors")));
        Assert.Single(Numbers("a"));
    }

    [Fact]
    public void Stopping_in_a_state_that_is_not_finite_keeps_the_good_checkpoint()
    {
        var network = TinyClassifier.Seeded(1);
        using var stop = new CancellationTokenSource();
        network.OnStep = pass =>
        {
            if (pass == 4)
            {
                using var noGrad = no_grad();
                network.parameters().First().fill_(float.PositiveInfinity);
                stop.Cancel();
            }
        };
        var error = Assert.Throws<DartsException>(() => TinyRun.Run(_folder.File("a"), network, _data, cancellation: stop.Token));
        Assert.Contains(_folder.File("a", "checkpoints", "last.safetensors"), error.Message);
        using var checkpoint = Checkpoint.Open(_folder.File("a", "checkpoints", "last.safetensors"));
        Assert.Equal((1, 0), (checkpoint.Position.Epoch, checkpoint.Position.Step));
    }

    [Fact]
    public void Drop_path_and_learning_rate_follow_their_schedules()
    {
        var network = TinyClassifier.Seeded(1);
        var drops = new List<double>();
        network.OnStep = _ => drops.Add(network.DropPath);
        TinyRun.Run(_folder.File("a"), network, _data, TinyRun.Settings with { Epochs = 3 });
        Assert.Equal([0, 0, 0, 0.1, 0.1, 0.1, 0.2, 0.2, 0.2], drops.Select(drop => Math.Round(drop, 9)));
        Assert.Equal([0.05, 0.0375, 0.0125], Lines("a").Select(line => Math.Round((double)line["learningRate"]!, 9)));
    }

    [Fact]
    public void A_step_is_what_PyTorch_does()
    {
        var settings = TinyRun.Settings with { Epochs = 1, BatchSize = 20, DropPath = 0, Augmentation = Augmentation.None, LabelSmoothing = 0.1, GradientClip = 0.1 };
        var ours = TinyClassifier.Seeded(1);
        TinyRun.Run(_folder.File("a"), ours, _data, settings);

        var theirs = TinyClassifier.Seeded(1);
        var images = _data.Normalisation.Apply(_data.Train.Images);
        var sgd = optim.SGD(theirs.parameters(), 0.05, 0.9, weight_decay: 3e-4);
        var (logits, auxiliary) = theirs.ForwardBoth(images);
        (Smoothed(logits) + (0.4 * Smoothed(auxiliary!))).backward();
        nn.utils.clip_grad_norm_(theirs.parameters(), 0.1);
        sgd.step();
        Assert.All(ours.parameters().Zip(theirs.parameters()), pair => Assert.True(pair.First.allclose(pair.Second, 1e-4, 1e-6)));

        Tensor Smoothed(Tensor output)
        {
            var targets = (nn.functional.one_hot(_data.Train.Labels, 3).to(float32) * 0.9) + (0.1 / 3);
            return (-targets * nn.functional.log_softmax(output, 1)).mean([0]).sum();
        }
    }

    [Fact]
    public void Metrics_have_every_number_and_TensorBoard_its_events()
    {
        var result = TinyRun.Run(_folder.File("a"), TinyClassifier.Seeded(1), _data);
        var last = Lines("a")[^1];
        Assert.Equal(1, (int)last["epoch"]!);
        Assert.Equal(result.Test.Accuracy, (double)last["testAccuracy"]!);
        Assert.Equal(
            ["epoch", "loss", "accuracy", "testLoss", "testAccuracy", "learningRate", "seconds", "imagesPerSecond"], last.AsObject().Select(pair => pair.Key));
        Assert.True(new FileInfo(Assert.Single(Directory.EnumerateFiles(_folder.File("a"), "events.out.tfevents.*"))).Length > 500);
    }

    [Fact]
    public void Progress_ends_each_epoch_complete()
    {
        var reports = new List<TrainingProgress>();
        var trainer = new Trainer(TinyClassifier.Seeded(1), _data, TinyRun.Settings, CPU);
        trainer.Run(RunFolder.Create(_folder.File("a"), trainer.Configuration()), new Collector(reports));
        Assert.Equal(
            [(TrainingPhase.Train, 0, 3), (TrainingPhase.Test, 0, 2), (TrainingPhase.Train, 1, 3), (TrainingPhase.Test, 1, 2)],
            reports.Where(report => report.Step == report.Steps).Select(report => (report.Phase, report.Epoch, report.Steps)));
        Assert.All(reports, report => Assert.True(report.Epochs == 2 && report.ImagesPerSecond > 0 && report.Accuracy is >= 0 and <= 1));
    }

    [Fact]
    public void Data_that_does_not_fit_the_network_is_refused()
    {
        using var small = ImageSet.Of(new byte[8], [0, 1], new(1, 2, 2));
        Assert.Contains("1×2×2", Assert.Throws<DartsException>(() => new Trainer(TinyClassifier.Seeded(1), _data with { Train = small }, TinyRun.Settings, CPU)).Message);
        Assert.Contains("2: x, y", Assert.Throws<DartsException>(() => new Trainer(TinyClassifier.Seeded(1), _data with { Classes = ["x", "y"] }, TinyRun.Settings, CPU)).Message);
    }

    private byte[] Weights(string run) => File.ReadAllBytes(_folder.File(run, "weights.safetensors"));

    private JsonNode[] Lines(string run) => [.. File.ReadAllLines(_folder.File(run, "metrics.jsonl")).Select(line => JsonNode.Parse(line)!)];

    private string[] Numbers(string run) => [.. Lines(run).Select(line => $"{line["epoch"]} {line["loss"]} {line["accuracy"]} {line["testLoss"]} {line["testAccuracy"]}")];

    private sealed class Collector(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }
}
