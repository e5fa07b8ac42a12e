using static TorchSharp.torch;

namespace Darts.Training.Tests;

/// <summary>A training run small enough for tests: 3 steps an epoch.</summary>
internal static class TinyRun
{
    public static readonly TrainingSettings Settings = TrainingPresets.Quick with
    {
        Epochs = 2,
        BatchSize = 8,
        DropPath = 0.3,
        LabelSmoothing = 0.1,
        Augmentation = new(1, true, 2),
        Seed = 11,
    };

    /// <summary>20 training and 9 test images whose brightest row tells the class.</summary>
    public static ImageData Data()
    {
        var (train, test) = (Part(20, 1), Part(9, 2));
        return new("tiny", train, test, ["a", "b", "c"], Normalisation.Of(train.Images));
    }

    public static TrainingResult Run(
        string folder, TinyClassifier network, ImageData data, TrainingSettings? settings = null, bool resume = false, CancellationToken cancellation = default)
    {
        var trainer = new Trainer(network, data, settings ?? Settings, CPU);
        var run = resume ? RunFolder.Resume(folder, trainer.Configuration()) : RunFolder.Create(folder, trainer.Configuration());
        return trainer.Run(run, cancellation: cancellation);
    }

    private static ImageSet Part(int count, long seed)
    {
        var random = new RandomStream(seed);
        var labels = Enumerable.Range(0, count).Select(i => (long)(i % 3)).ToArray();
        var pixels = labels.SelectMany(label => Enumerable.Range(0, 16).Select(p => (byte)(random.Next(100) + (p / 4 == label ? 150 : 0)))).ToArray();
        return ImageSet.Of(pixels, labels, new(1, 4, 4));
    }
}
