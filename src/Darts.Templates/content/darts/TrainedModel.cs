using System.Text.Json;
using Darts.Kernels.Models;
using Darts.Kernels.Weights;
using Networks;

/// <summary>The network with its weights, and with what "darts train" wrote beside them: the names of the classes, and how pictures are prepared.</summary>
internal sealed class TrainedModel(WeightsFile weights)
    : ImageModel(new StarterInference(weights), new ImagePreprocessing(Fact<float[]>(weights, "mean"), Fact<float[]>(weights, "std")), Fact<string[]>(weights, "classes"))
{
    private static T Fact<T>(WeightsFile weights, string key) => weights.Metadata.TryGetValue(key, out string? json)
        ? JsonSerializer.Deserialize<T>(json)!
        : throw new IOException($"'{weights.Name}' does not say its {key}; it was not made by 'darts train'.");
}
