using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

[Collection(nameof(Pipeline))]
public sealed class PredictTests(Pipeline pipeline)
{
    /// <summary>‖ours − theirs‖ / ‖theirs‖.</summary>
    private const double Tolerance = 1e-4;

    private readonly UserProject _project = pipeline.Project;

    [Theory]
    [InlineData("cnn-darts_v1-cifar-c4-l6.safetensors", "GoldenDartsV1Cifar")]
    [InlineData("cnn-darts_v2-cifar-c4-l6.safetensors", "GoldenDartsV2Cifar")]
    [InlineData("cnn-amoebanet-cifar-c4-l6.safetensors", "GoldenAmoebaNetCifar")]
    [InlineData("cnn-darts_v2-imagenet-c8-l5.safetensors", "GoldenDartsV2ImageNet")]
    public async Task Logits_are_the_originals(string file, string network)
    {
        using var folder = new TemporaryFolder();
        var golden = new GoldenFile(file);
        golden.WriteWeights("state.", folder["weights.safetensors"]);
        var (shape, x) = golden.Tensor("x");
        NpyFile.Write(folder["x.npy"], shape, x);
        (await _project.DartsAsync("predict", "--network", network, "--weights", folder["weights.safetensors"], "--input", folder["x.npy"], "--output", folder["y.npy"], "--no-build")).EndsWith(0);

        var (expectedShape, expected) = golden.Tensor("eval.logits");
        var (header, logits) = NpyFile.Read(folder["y.npy"]);
        Assert.Contains($"'shape': ({string.Join(", ", expectedShape)})", header);
        double error = Math.Sqrt(logits.Zip(expected, (ours, theirs) => Math.Pow(ours - theirs, 2)).Sum() / expected.Sum(theirs => Math.Pow(theirs, 2)));
        Assert.InRange(error, 0, Tolerance);
    }

    [Fact]
    public async Task Extra_tensors_are_named_unless_they_are_to_be_ignored()
    {
        using var folder = new TemporaryFolder();
        var golden = new GoldenFile("cnn-darts_v1-cifar-c4-l6.safetensors");
        golden.WriteWeights("state.", folder["weights.safetensors"], extra: "optimizer.step");
        var (shape, x) = golden.Tensor("x");
        NpyFile.Write(folder["x.npy"], shape, x);
        string[] line = ["predict", "--network", "GoldenDartsV1Cifar", "--weights", folder["weights.safetensors"], "--input", folder["x.npy"], "--output", folder["y.npy"], "--no-build"];
        (await _project.DartsAsync(line)).Refuses("weights.safetensors", "optimizer.step");
        Assert.False(File.Exists(folder["y.npy"]));
        (await _project.DartsAsync([.. line, "--ignore-extra"])).EndsWith(0);
        Assert.True(File.Exists(folder["y.npy"]));
    }

    [Fact]
    public async Task An_array_of_another_shape_is_refused_with_both_shapes()
    {
        NpyFile.Write(_project["small.npy"], [1, 3, 8, 8], new float[3 * 8 * 8]);
        // The run's images are 8×8, and its preset halves them.
        (await PredictAsync("small.npy")).Refuses("small.npy", "[N, 1, 4, 4]", "[1, 3, 8, 8]");
    }

    [Fact]
    public async Task An_array_of_another_rank_is_refused()
    {
        NpyFile.Write(_project["flat.npy"], [4], new float[4]);
        (await PredictAsync("flat.npy")).Refuses("flat.npy", "[4]");
    }

    [Fact]
    public async Task A_file_that_is_no_array_is_refused()
    {
        await File.WriteAllTextAsync(_project["text.npy"], "1, 2, 3", TestContext.Current.CancellationToken);
        (await PredictAsync("text.npy")).Refuses("text.npy");
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_refused()
    {
        await File.WriteAllTextAsync(_project["text.png"], "no image", TestContext.Current.CancellationToken);
        (await _project.DartsAsync("predict", "--network", "Tiny", "--weights", "runs/Tiny/weights.safetensors", "--no-build", "--image", "text.png")).Refuses("text.png");
    }

    [Fact]
    public async Task Weights_that_do_not_know_their_classes_take_no_image_files()
    {
        using var folder = new TemporaryFolder();
        new GoldenFile("cnn-darts_v1-cifar-c4-l6.safetensors").WriteWeights("state.", folder["weights.safetensors"]);
        (await _project.DartsAsync("predict", "--network", "GoldenDartsV1Cifar", "--weights", folder["weights.safetensors"], "--no-build", "--image", "cat.jpg")).Refuses("weights.safetensors", "--input");
    }

    private Task<ToolResult> PredictAsync(string input) =>
        _project.DartsAsync("predict", "--network", "Tiny", "--weights", "runs/Tiny/weights.safetensors", "--input", input, "--output", "y.npy", "--no-build");
}
