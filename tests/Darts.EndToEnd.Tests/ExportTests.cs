using System.Text.Json;
using Darts.EndToEnd.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace Darts.EndToEnd.Tests;

public sealed class ExportTests
{
    /// <summary>Of the largest difference of two logits.</summary>
    private const double Tolerance = 1e-4;

    private static readonly string Genotypes = Path.Combine(Repository.Root, "tests", "Darts.Evaluation.Tests", "genotypes");

    [Theory]
    [InlineData("cnn-darts_v1-cifar-c4-l6.safetensors", "golden-darts-v1", "GoldenDartsV1Cifar")]
    [InlineData("cnn-darts_v2-imagenet-c8-l5.safetensors", "golden-darts-v2", "GoldenDartsV2ImageNet")]
    public async Task An_exported_file_computes_the_originals_logits_in_onnx_runtime(string golden, string genotype, string network)
    {
        using var folder = new TemporaryFolder();
        var original = new GoldenFile(golden);
        original.WriteWeights("state.", folder["weights.safetensors"]);
        var result = (await Tool.RunAsync(folder.Path, "export", Path.Combine(Genotypes, $"{genotype}.genotype.json"), "--network", network, "--weights", "weights.safetensors", "-o", "the model.onnx", "--json")).EndsWith(0);
        var document = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal(["output", "to", "network", "genotype", "opset", "nodes", "weights", "bytes"], document.EnumerateObject().Select(member => member.Name));
        Assert.Equal(folder["the model.onnx"], document.GetProperty("output").GetString());
        Assert.Equal(new FileInfo(folder["the model.onnx"]).Length, document.GetProperty("bytes").GetInt64());

        using var session = new InferenceSession(folder["the model.onnx"]);
        var (shape, images) = original.Tensor("x");
        using var input = OrtValue.CreateTensorValueFromMemory(images, [.. shape.Select(side => (long)side)]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["images"], [input], ["logits"]);
        var (_, expected) = original.Tensor("eval.logits");
        float[] logits = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        Assert.Equal(expected.Length, logits.Length);
        Assert.InRange(logits.Zip(expected, (ours, theirs) => Math.Abs(ours - theirs)).Max(), 0, Tolerance);
    }

    [Fact]
    public async Task The_code_of_a_network_is_exported_without_weights()
    {
        using var folder = new TemporaryFolder();
        string genotype = Path.Combine(Genotypes, "golden-darts-v2.genotype.json");
        var result = (await Tool.RunAsync(folder.Path, "export", genotype, "--network", "GoldenDartsV2Cifar", "-o", "x.cs", "--form", "training", "--namespace", "Shop.Networks", "--json")).EndsWith(0);
        var document = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal(["output", "to", "network", "genotype", "class", "bytes"], document.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Shop.Networks.GoldenDartsV2Cifar", document.GetProperty("class").GetString());
        Assert.Contains("namespace Shop.Networks;", await File.ReadAllTextAsync(folder["x.cs"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_model_is_exported_as_code_and_as_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string genotype = Path.Combine(Repository.Root, "genotypes", "darts-v2-rnn.genotype.json");
        (await Tool.RunAsync(folder.Path, "export", genotype, "--network", "DartsV2RnnPennTreebank", "-o", "x.cs")).EndsWith(0);
        Assert.Contains("class DartsV2RnnPennTreebankInference : CompiledReader", await File.ReadAllTextAsync(folder["x.cs"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(folder["w.safetensors"], [], TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "export", genotype, "--network", "DartsV2RnnPennTreebank", "--weights", "w.safetensors", "--to", "nuget", "-o", "packages"))
            .Refuses("packages and ONNX files are for classifiers of images", "--to csharp");
        Assert.Equal(["w.safetensors", "x.cs"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task What_cannot_be_exported_is_refused_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        new GoldenFile("cnn-darts_v1-cifar-c4-l6.safetensors").WriteWeights("state.", folder["w.safetensors"]);
        string genotype = Path.Combine(Genotypes, "golden-darts-v2.genotype.json");
        (await ExportAsync("x.onnx")).Refuses("--network", "GoldenDartsV2Cifar, GoldenDartsV2ImageNet");
        (await ExportAsync("x.onnx", "--network", "GoldenDartsV2Cfar")).Refuses("Did you mean GoldenDartsV2Cifar?");
        (await ExportAsync("x.onnx", "--network", "GoldenDartsV2Cifar")).Refuses("w.safetensors", "do not fit network GoldenDartsV2Cifar", "the file lacks");
        (await ExportAsync("model.bin", "--network", "GoldenDartsV2Cifar")).Refuses("model.bin", "--to");
        (await ExportAsync("x.onnx", "--to", "tflite")).Refuses("--to takes onnx, nuget or csharp, not 'tflite'");
        (await ExportAsync("x.onnx", "--package-id", "Shop.X")).Refuses("--package-id is not for --to onnx; it is for nuget.");
        (await ExportAsync("x.cs", "--network", "GoldenDartsV2Cifar")).Refuses("--weights is not for --to csharp");
        (await ExportAsync("packages", "--to", "nuget", "--network", "GoldenDartsV2Cifar")).Refuses("w.safetensors", "normalised");
        (await Tool.RunAsync(folder.Path, "export", genotype, "--network", "GoldenDartsV2Cifar", "-o", "x.onnx")).Refuses("--weights");
        Assert.Equal(["w.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));

        Task<ToolResult> ExportAsync(string output, params string[] more) => Tool.RunAsync(folder.Path, ["export", genotype, "--weights", "w.safetensors", "-o", output, .. more]);
    }
}
