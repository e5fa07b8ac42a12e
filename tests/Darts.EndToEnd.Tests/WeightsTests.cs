using System.Text;
using System.Text.Json;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

/// <summary><c>darts weights</c> on what a training wrote and on what PyTorch did.</summary>
[Collection(nameof(Pipeline))]
public sealed class WeightsTests(Pipeline pipeline)
{
    private const string Golden = "cnn-darts_v2-cifar-c4-l6.safetensors";
    private const string Network = "GoldenDartsV2Cifar";
    private readonly UserProject _project = pipeline.Project;

    private string Trained => _project["runs", Pipeline.Name, "weights.safetensors"];

    [Fact]
    public async Task Inspect_shows_whose_weights_a_file_holds_how_they_were_trained_and_every_tensor()
    {
        var result = (await _project.DartsAsync("weights", "inspect", Trained)).EndsWith(0);
        Assert.Matches(@"network +│ Tiny", result.Out);
        Assert.Matches(@"size +│ cifar, channels 2, layers 3, classes \d+, input \[1, 4, 4\]", result.Out);
        Assert.Matches(@"epochs +│ 1 ", result.Out);
        Assert.Matches(@"testAccuracy +│ [01]", result.Out);
        Assert.Matches(@"classifier\.bias +F32 +\[\d+\] +\d+", result.Out);
        Assert.Matches(@"\d+ tensors, [\d,]+ numbers, .* KiB; all as the checksums say\.", result.Out);

        var document = (await _project.DartsAsync("weights", "inspect", Trained, "--json")).EndsWith(0).LastJsonLine;
        Assert.Equal(["file", "metadata", "tensors", "numbers", "bytes", "checksums"], document.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Tiny", document.GetProperty("metadata").GetProperty("network").GetString());
        Assert.Equal(["name", "type", "shape", "bytes"], document.GetProperty("tensors")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(document.GetProperty("bytes").GetInt64(), document.GetProperty("tensors").EnumerateArray().Sum(tensor => tensor.GetProperty("bytes").GetInt64()));
        Assert.True(document.GetProperty("checksums").GetBoolean());
    }

    [Fact]
    public async Task Diff_tells_what_differs_and_by_how_much()
    {
        using var folder = new TemporaryFolder();
        WriteFloats(folder["a"], ("same", [1, 2]), ("moved", [1, -4, 0]), ("longer", [1]), ("gone", [1]));
        WriteFloats(folder["b"], ("same", [1, 2]), ("moved", [1, -5, 0]), ("longer", [1, 1]), ("new", [1, 2, 3]));
        var result = (await Tool.RunAsync(folder.Path, "weights", "diff", "a", "b")).EndsWith(1);
        Assert.Equal(
            [
                "- gone  F32 [1]",
                "+ new  F32 [3]",
                "~ longer  F32 [1] → F32 [2]",
                "~ moved  F32 [3]  by 1 at most, relative 0.2",
                "1 tensor gone, 1 new, 2 changed, 1 the same.",
            ],
            result.Out.TrimEnd().Split('\n'));
        Assert.Equal("4 tensors, all the same.\n", (await Tool.RunAsync(folder.Path, "weights", "diff", "a", "a")).EndsWith(0).Out);

        var document = (await Tool.RunAsync(folder.Path, "weights", "diff", "a", "b", "--json")).EndsWith(1).LastJsonLine;
        Assert.Equal(["different", "onlyBefore", "onlyAfter", "changed", "identical"], document.EnumerateObject().Select(member => member.Name));
        var moved = document.GetProperty("changed")[1];
        Assert.Equal(("moved", 1, 0.2), (moved.GetProperty("name").GetString(), moved.GetProperty("absolute").GetDouble(), moved.GetProperty("relative").GetDouble()));
        Assert.Equal(JsonValueKind.Null, document.GetProperty("changed")[0].GetProperty("absolute").ValueKind);
    }

    [Fact]
    public async Task Weights_go_from_pytorch_to_ours_and_back()
    {
        using var folder = new TemporaryFolder();
        new GoldenFile(Golden).WriteWeights("state.", folder["original"]);
        AsPyTorchSaves(folder["original"], folder["pytorch"]);
        var result = (await _project.DartsAsync("weights", "convert", folder["pytorch"], folder["ours"], "--network", Network, "--no-build")).EndsWith(0);
        Assert.Contains("  took 'module.' off every name\n  left out 1 counters of batches\n", result.Out);
        var metadata = (await _project.DartsAsync("weights", "inspect", folder["ours"], "--json")).EndsWith(0).LastJsonLine.GetProperty("metadata");
        Assert.Equal(["format", "genotype", "network", "size"], metadata.EnumerateObject().Select(fact => fact.Name));
        Assert.Equal("cifar, channels 4, layers 6, classes 10, input [3, 32, 32]", metadata.GetProperty("size").GetString());

        var back = (await _project.DartsAsync("weights", "convert", folder["ours"], folder["back"], "--to", "pytorch", "--json")).EndsWith(0).LastJsonLine;
        Assert.Equal(["output", "to", "network", "tensors", "bytes", "changes"], back.EnumerateObject().Select(member => member.Name));
        Assert.Equal("left out what the file says of itself: genotype, network, size", back.GetProperty("changes")[0].GetString());
        (await _project.DartsAsync("weights", "diff", folder["original"], folder["back"])).EndsWith(0);
    }

    [Fact]
    public async Task A_language_models_weights_are_converted_too()
    {
        using var folder = new TemporaryFolder();
        new GoldenFile("rnn-darts_v1-a.safetensors").WriteWeights("state.", folder["pytorch"]);
        (await _project.DartsAsync("weights", "convert", folder["pytorch"], folder["ours"], "--network", "GoldenDartsV1Language", "--no-build")).EndsWith(0);
        var metadata = (await _project.DartsAsync("weights", "inspect", folder["ours"], "--json")).EndsWith(0).LastJsonLine.GetProperty("metadata");
        Assert.Equal("embedding 12, hidden 12, vocabulary 40", metadata.GetProperty("size").GetString());
        (await _project.DartsAsync("weights", "convert", folder["pytorch"], folder["x"], "--network", "GoldenEnasLanguage", "--no-build")).Refuses("do not fit network GoldenEnasLanguage", "'rnns.0._Ws.10'");
    }

    [Fact]
    public async Task Weights_of_another_genotype_are_refused_until_they_say_nothing_of_it()
    {
        using var folder = new TemporaryFolder();
        (await _project.DartsAsync("weights", "convert", Trained, folder["x"], "--network", Network, "--no-build")).Refuses("weights.safetensors", "are those of Tiny (genotype ", $", not of {Network} (genotype ");
        (await _project.DartsAsync("weights", "convert", Trained, folder["y"], "--to", "pytorch", "--network", Network, "--no-build")).Refuses("are those of Tiny");
        (await _project.DartsAsync("weights", "convert", Trained, folder["plain"], "--to", "pytorch")).EndsWith(0);
        (await _project.DartsAsync("weights", "convert", folder["plain"], folder["x"], "--network", Network, "--no-build")).Refuses("do not fit network GoldenDartsV2Cifar", "in the file and");
        Assert.Equal([folder["plain"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_tampered_file_is_refused_with_the_tensors_name_whatever_is_done_with_it()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = await File.ReadAllBytesAsync(Trained, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(folder["t"], bytes, TestContext.Current.CancellationToken);
        const string Damaged = "t' is damaged: the data of tensor '";
        (await Tool.RunAsync(folder.Path, "weights", "inspect", "t")).Refuses(Damaged);
        (await Tool.RunAsync(folder.Path, "weights", "diff", "t", Trained)).Refuses(Damaged);
        (await Tool.RunAsync(folder.Path, "weights", "convert", "t", "u")).Refuses(Damaged);
        (await _project.DartsAsync("test", "--network", Pipeline.Name, "--weights", folder["t"], "--data", pipeline.Data, "--no-build")).Refuses(Damaged);
        Assert.Equal([folder["t"]], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("inspect nowhere", "'nowhere': there is no such file")]
    [InlineData("inspect text", "'text' is not a valid safetensors file")]
    [InlineData("inspect torch.pt", "'torch.pt' is a file of torch.save", "save_file")]
    [InlineData("diff a nowhere", "'nowhere': there is no such file")]
    [InlineData("diff a", "Required argument")]
    [InlineData("convert a a", "'a' is the file to convert itself")]
    [InlineData("convert a nowhere/b", "Cannot write 'nowhere/b'")]
    [InlineData("convert a b --to onnx", "--to takes darts or pytorch, not 'onnx'")]
    public async Task What_cannot_be_done_is_an_error_and_nothing_is_written(string words, params string[] pieces)
    {
        using var folder = new TemporaryFolder();
        WriteFloats(folder["a"], ("x", [1]));
        await File.WriteAllTextAsync(folder["text"], "Not weights, but a text of some length.", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder["torch.pt"], [(byte)'P', (byte)'K', 3, 4, .. new byte[60]], TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, ["weights", .. words.Split(' ')])).Refuses(pieces);
        Assert.Equal(["a", "text", "torch.pt"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>A file of float32 vectors, as another program would write it.</summary>
    private static void WriteFloats(string path, params (string Name, float[] Values)[] tensors)
    {
        int at = 0;
        var header = tensors.ToDictionary(tensor => tensor.Name, tensor => (object)new { dtype = "F32", shape = (int[])[tensor.Values.Length], data_offsets = (int[])[at, at += 4 * tensor.Values.Length] });
        Write(path, header, [.. tensors.SelectMany(tensor => tensor.Values).SelectMany(BitConverter.GetBytes)]);
    }

    /// <summary>The same tensors as a data-parallel model of PyTorch has them, with a counter of batches.</summary>
    private static void AsPyTorchSaves(string from, string to)
    {
        byte[] bytes = File.ReadAllBytes(from);
        int length = (int)BitConverter.ToInt64(bytes);
        var header = JsonDocument.Parse(bytes.AsMemory(8, length)).RootElement.EnumerateObject().ToDictionary(tensor => "module." + tensor.Name, tensor => (object)tensor.Value.Clone());
        int data = bytes.Length - 8 - length;
        header["module.stem.1.num_batches_tracked"] = new { dtype = "I64", shape = Array.Empty<int>(), data_offsets = (int[])[data, data + 8] };
        Write(to, header, [.. bytes[(8 + length)..], .. new byte[8]]);
    }

    private static void Write(string path, Dictionary<string, object> header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(header));
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. data]);
    }
}
