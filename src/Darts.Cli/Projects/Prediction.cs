using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Cli.Projects;

/// <summary>Applies a network to any number of images.</summary>
internal static class Prediction
{
    /// <summary>What is computed at a time: enough to keep a device busy, little enough for its memory.</summary>
    private const int BatchSize = 64;

    /// <summary>The logits of all images.</summary>
    /// <param name="network">On <paramref name="device"/>.</param>
    /// <param name="images">float32 [N, C, H, W], normalised, on the CPU.</param>
    /// <param name="source">What an error calls the images.</param>
    /// <param name="device">The network's device.</param>
    /// <param name="precision">The type to compute in.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <returns>float32 [N, classes] on the CPU.</returns>
    /// <exception cref="DartsException">The images do not have the network's shape.</exception>
    public static Tensor Logits(InferenceNetwork network, Tensor images, string source, Device device, Precision precision, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        try
        {
            for (long start = 0; start == 0 || start < images.shape[0]; start += BatchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                var batch = images.shape is [var count, ..] ? images.narrow(0, start, Math.Min(BatchSize, count - start)) : images;
                parts.Add(Forward(network, batch.to(device), precision).cpu());
            }
        }
        catch (DartsException e)
        {
            throw new DartsException($"'{source}': {e.Message}", e);
        }
        return scope.MoveToOuter(cat(parts, 0));
    }

    private static Tensor Forward(InferenceNetwork network, Tensor images, Precision precision)
    {
        using var autocast = Autocast.Begin(precision, images.device);
        return network.forward(images).to(float32);
    }

    /// <summary>The likeliest classes of each image, the likeliest first.</summary>
    /// <param name="logits">[N, classes] on the CPU.</param>
    /// <param name="classes">Their names.</param>
    /// <param name="count">How many an image.</param>
    public static IEnumerable<IReadOnlyList<ClassProbability>> Likeliest(Tensor logits, IReadOnlyList<string> classes, int count)
    {
        using var scope = NewDisposeScope();
        float[] all = nn.functional.softmax(logits, 1).data<float>().ToArray();
        return [.. all.Chunk(classes.Count).Select(Top)];

        IReadOnlyList<ClassProbability> Top(float[] row) =>
            [.. row.Select((probability, index) => new ClassProbability(classes[index], probability)).OrderByDescending(one => one.Probability).Take(count)];
    }
}

/// <summary>A class and how likely it is.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Probability">In [0, 1].</param>
internal sealed record ClassProbability(string Class, double Probability);
