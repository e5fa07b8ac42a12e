using System.Text.Json.Serialization;

namespace Darts.Training;

/// <summary>What a long computation is doing.</summary>
public enum TrainingPhase
{
    /// <summary>Searching for an architecture.</summary>
    Search,

    /// <summary>Training a network.</summary>
    Train,

    /// <summary>Testing it.</summary>
    Test,
}

/// <summary>How far a long computation is.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Epochs">How many there are.</param>
/// <param name="Step">The steps of this epoch that are done.</param>
/// <param name="Steps">How many it has.</param>
/// <param name="Loss">The mean loss of this epoch's images, or words, so far.</param>
/// <param name="Accuracy">The share of the images that was classified correctly, in [0, 1]; null of words.</param>
/// <param name="ImagesPerSecond">The speed of this epoch; null of words.</param>
public readonly record struct TrainingProgress(
    TrainingPhase Phase,
    int Epoch,
    int Epochs,
    int Step,
    int Steps,
    double Loss,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Accuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? ImagesPerSecond)
{
    /// <summary>e to the loss; null of images, and where it is too large to be a number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Perplexity => WordsPerSecond is not null && Math.Exp(Loss) is var perplexity && double.IsFinite(perplexity) ? perplexity : null;

    /// <summary>The speed of this epoch; null of images.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? WordsPerSecond { get; private init; }

    /// <summary>Of a language model.</summary>
    /// <param name="phase">What it is doing.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="epochs">How many there are.</param>
    /// <param name="step">The steps of this epoch that are done.</param>
    /// <param name="steps">How many it has.</param>
    /// <param name="loss">The mean loss of this epoch's words so far.</param>
    /// <param name="wordsPerSecond">The speed of this epoch.</param>
    public static TrainingProgress OfWords(TrainingPhase phase, int epoch, int epochs, int step, int steps, double loss, double wordsPerSecond) =>
        new(phase, epoch, epochs, step, steps, loss, null, null) { WordsPerSecond = wordsPerSecond };
}
