using System.Runtime.InteropServices;
using System.Text.Json;
using Darts.Exporting;
using Darts.Genotypes;
using Darts.Kernels.Weights;

namespace Darts.Shipping.Tests.Support;

/// <summary>A small network and a weights file as training writes it, with random numbers in it.</summary>
internal static class TrainedNetwork
{
    /// <summary>The class name.</summary>
    public const string Name = "Small";

    /// <summary>A published architecture, three cells on 8×8 pixels, with an auxiliary head.</summary>
    public static ConvolutionalGenotype Genotype(int channels = 3, string file = "darts-v2", string name = Name) =>
        Published(file) is ConvolutionalGenotype genotype
            ? genotype with { Networks = [new ImageNetworkSpec(name, ImageMacro.Cifar, Channels: 4, Layers: 3, Classes: 4, new(channels, 8, 8), Auxiliary: true)] }
            : throw new InvalidOperationException($"{file} is not one of images.");

    /// <summary>A genotype of the repository.</summary>
    public static Genotype Published(string file) => GenotypeReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "genotypes", $"{file}.genotype.json"))).Genotype!;

    /// <summary>Writes the weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="genotype">The genotype with the one network.</param>
    /// <param name="classes">Names of classes; null for a file that says nothing of its data.</param>
    /// <param name="std">The standard deviation of each channel.</param>
    /// <param name="type">The type of the numbers.</param>
    /// <param name="extra">The name of one more tensor.</param>
    public static void WriteWeights(
        string path, ConvolutionalGenotype genotype, IReadOnlyList<string>? classes, IReadOnlyList<float>? std = null, ElementType? type = null, string? extra = null)
    {
        var network = (ImageNetworkSpec)genotype.Networks[0];
        var shapes = StateShapes.Of(Lowering.Lower(genotype, network)).Concat(extra is null ? [] : [new(extra, [1L])]);
        var random = new Random(5);
        WeightsSource[] sources = [.. shapes.Select(tensor => (tensor, Values: Values(tensor.Key, tensor.Value)))
            .Select(one => new WeightsSource(one.tensor.Key, type ?? ElementType.Float32, one.tensor.Value, stream => stream.Write(one.Values)))];
        var facts = new Dictionary<string, string> { [WeightsFile.NetworkKey] = network.Name, [WeightsFile.GenotypeKey] = ArchitectureHash.Of(genotype) };
        if (classes is not null)
        {
            facts["classes"] = JsonSerializer.Serialize(classes);
            facts["mean"] = JsonSerializer.Serialize(Enumerable.Repeat(0.5f, network.Input.Channels));
            facts["std"] = JsonSerializer.Serialize(std ?? [.. Enumerable.Repeat(0.25f, network.Input.Channels)]);
            facts["seed"] = "1";
        }

        using var file = File.Create(path);
        WeightsWriter.Write(file, sources, facts);

        byte[] Values(string name, long[] shape)
        {
            // A variance is positive; everything else may be either.
            bool isVariance = name.EndsWith("running_var", StringComparison.Ordinal);
            float[] values = [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (size, side) => size * side)).Select(_ => random.NextSingle() - (isVariance ? -0.5f : 0.5f))];
            return type == ElementType.Float16
                ? MemoryMarshal.AsBytes(Array.ConvertAll(values, value => (Half)value).AsSpan()).ToArray()
                : MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        }
    }
}
