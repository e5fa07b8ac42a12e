using System.Text.Json;
using Darts.Kernels.Weights;
using Networks;

/// <summary>The network with its weights, and with what "darts train" wrote beside them: the names of the classes, and how pictures are prepared.</summary>
internal sealed class TrainedModel(WeightsFile weights) : IDisposable
{
    private readonly StarterInference _network = new(weights);
    private readonly string[] _classes = Fact<string[]>(weights, "classes");
    private readonly float[] _mean = Fact<float[]>(weights, "mean"), _std = Fact<float[]>(weights, "std");

    /// <summary>All classes of a picture, the likeliest first.</summary>
    /// <param name="picture">The file.</param>
    public IEnumerable<(string Name, float Probability)> Classify(string picture)
    {
        var plan = _network.Plan;
        float[] pixels = Pictures.Read(picture, plan.Channels, plan.Height, plan.Width);
        for (int i = 0; i < pixels.Length; i++)
        {
            int channel = i / (plan.Height * plan.Width);
            pixels[i] = (pixels[i] - _mean[channel]) / _std[channel];
        }

        float[] logits = new float[plan.Classes];
        _network.Run(pixels, logits, batch: 1);
        float largest = logits.Max();
        float[] powers = [.. logits.Select(logit => MathF.Exp(logit - largest))];
        float sum = powers.Sum();
        return _classes.Zip(powers, (name, power) => (name, power / sum)).OrderByDescending(one => one.Item2);
    }

    public void Dispose() => _network.Dispose();

    private static T Fact<T>(WeightsFile weights, string key) => weights.Metadata.TryGetValue(key, out string? json)
        ? JsonSerializer.Deserialize<T>(json)!
        : throw new IOException($"'{weights.Name}' does not say its {key}; it was not made by 'darts train'.");
}
