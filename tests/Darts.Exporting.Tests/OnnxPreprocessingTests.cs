using System.Runtime.InteropServices;
using Darts.Exporting.Tests.Support;
using Darts.Genotypes;
using Darts.Kernels.Weights;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Exporting.Tests;

/// <summary>A graph that begins with the normalisation takes pixels, and computes what the other one does of normalised images.</summary>
public sealed class OnnxPreprocessingTests
{
    private const string Name = "DartsV2Cifar";

    [Fact]
    public void A_graph_with_preprocessing_takes_pixels()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var (channels, height, width) = ((ImageNetworkSpec)SmallNetworks.Of(Name).Networks[0]).Input;
        float[] mean = [.. Enumerable.Range(1, channels).Select(channel => 0.2f * channel)], std = [.. Enumerable.Range(1, channels).Select(channel => 0.3f / channel)];
        Export(folder, $"[{string.Join(", ", mean.Select(Text))}]", $"[{string.Join(", ", std.Select(Text))}]", preprocessing: false);
        Export(folder, $"[{string.Join(", ", mean.Select(Text))}]", $"[{string.Join(", ", std.Select(Text))}]", preprocessing: true, "pixels.onnx");

        manual_seed(3);
        Tensor pixels = randint(256, [3, channels, height, width], ScalarType.Byte);
        Tensor images = (pixels.to(float32) / 255f - tensor(mean).view(1, -1, 1, 1)) / tensor(std).view(1, -1, 1, 1);
        using Runtime plain = new(folder.File("x.onnx")), whole = new(folder.File("pixels.onnx"));
        Assert.Equal(plain.Run(images).data<float>().ToArray(), whole.Run(pixels).data<float>().ToArray());
        Assert.Equal(typeof(byte), whole.Session.InputMetadata["images"].ElementType);
        Assert.Equal([-1, channels, height, width], whole.Session.InputMetadata["images"].Dimensions);
    }

    [Theory]
    [InlineData(null, null, "does not say how images are normalised")]
    [InlineData("[0.5]", "[0.5]", "normalises 1 channels")]
    [InlineData("[0.5, 0.5, 0.5]", "[0.5, 0, 0.5]", "a normalisation that no image can have")]
    [InlineData("[0.5, 0.5, \"x\"]", "[0.5, 0.5, 0.5]", "mean is no list of numbers")]
    public void A_normalisation_that_is_missing_or_none_is_refused(string? mean, string? std, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(message, Assert.Throws<DartsException>(() => Export(folder, mean, std, preprocessing: true)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("x.onnx")));
    }

    private static void Export(TemporaryFolder folder, string? mean, string? std, bool preprocessing, string file = "x.onnx")
    {
        var facts = new Dictionary<string, string>();
        if (mean is not null && std is not null)
            (facts["mean"], facts["std"]) = (mean, std);
        var random = new Random(1);
        var genotype = SmallNetworks.Of(Name);
        WeightsSource[] weights = [.. StateShapes.Of(ExportedNetwork.Of(genotype, Name)).Select(tensor => (tensor, Values: Values(tensor.Value)))
            .Select(one => new WeightsSource(one.tensor.Key, ElementType.Float32, one.tensor.Value, stream => stream.Write(one.Values)))];
        using (var stream = File.Create(folder.File("w.safetensors")))
            WeightsWriter.Write(stream, weights, facts);
        OnnxExport.Write(SmallNetworks.Of(Name), Name, folder.File("w.safetensors"), folder.File(file), preprocessing: preprocessing);

        // Positive, as variances are.
        byte[] Values(long[] shape) =>
            MemoryMarshal.AsBytes<float>([.. Enumerable.Range(0, (int)shape.Aggregate(1L, (size, side) => size * side)).Select(_ => random.NextSingle() + 0.1f)]).ToArray();
    }

    private static string Text(float value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
