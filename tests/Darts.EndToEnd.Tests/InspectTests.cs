using System.Text.Json;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

public sealed class InspectTests
{
    private const string Genotype =
        """
        {
          "version": 1,
          "kind": "convolutional",
          "name": "DartsV1",
          "normal": {
            "edges": [
              { "node": 2, "from": 1, "op": "sep_conv_3x3" },
              { "node": 2, "from": 0, "op": "sep_conv_3x3" },
              { "node": 3, "from": 0, "op": "skip_connect" },
              { "node": 3, "from": 1, "op": "sep_conv_3x3" },
              { "node": 4, "from": 0, "op": "skip_connect" },
              { "node": 4, "from": 1, "op": "sep_conv_3x3" },
              { "node": 5, "from": 0, "op": "sep_conv_3x3" },
              { "node": 5, "from": 2, "op": "skip_connect" }
            ],
            "concat": [2, 3, 4, 5]
          },
          "reduce": {
            "edges": [
              { "node": 2, "from": 0, "op": "max_pool_3x3" },
              { "node": 2, "from": 1, "op": "max_pool_3x3" },
              { "node": 3, "from": 2, "op": "skip_connect" },
              { "node": 3, "from": 0, "op": "max_pool_3x3" },
              { "node": 4, "from": 0, "op": "max_pool_3x3" },
              { "node": 4, "from": 2, "op": "skip_connect" },
              { "node": 5, "from": 2, "op": "skip_connect" },
              { "node": 5, "from": 0, "op": "avg_pool_3x3" }
            ],
            "concat": [2, 3, 4, 5]
          },
          "networks": [
            { "name": "DartsV1Cifar10", "macro": "cifar", "channels": 36, "layers": 20, "classes": 10, "input": [3, 32, 32], "auxiliary": true },
            { "name": "DartsV1ImageNet", "macro": "imagenet", "channels": 48, "layers": 14, "classes": 1000, "input": [3, 224, 224], "auxiliary": false }
          ],
          "provenance": {}
        }
        """;

    [Fact]
    public async Task Every_network_of_a_file_is_counted_as_json()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["v1.genotype.json"], Genotype, TestContext.Current.CancellationToken);
        var result = (await Tool.RunAsync(folder.Path, "inspect", "v1.genotype.json", "--json")).EndsWith(0);
        var networks = JsonDocument.Parse(result.Out).RootElement.EnumerateArray().ToArray();
        Assert.Equal(["name", "macro", "parameters", "parametersWithAuxiliary", "multiplyAdds", "batch", "activationBytes", "cells", "operations"], networks[0].EnumerateObject().Select(key => key.Name));
        Assert.Equal(["DartsV1Cifar10", "DartsV1ImageNet"], networks.Select(network => network.GetProperty("name").GetString()));
        Assert.Equal(["cifar", "imagenet"], networks.Select(network => network.GetProperty("macro").GetString()));
        // quark0/darts, count_parameters_in_MB at C=36 L=20 without the auxiliary head.
        Assert.Equal(3_169_414, networks[0].GetProperty("parameters").GetInt64());
        Assert.True(networks[0].GetProperty("parametersWithAuxiliary").GetInt64() > 3_169_414);
        Assert.Equal(networks[1].GetProperty("parameters").GetInt64(), networks[1].GetProperty("parametersWithAuxiliary").GetInt64());
        var cells = networks[0].GetProperty("cells").EnumerateArray().ToArray();
        Assert.Equal(20, cells.Length);
        Assert.StartsWith("""{"index":6,"kind":"reduction","output":[288,16,16],"parameters":""", cells[6].GetRawText());
        Assert.StartsWith("""{"index":19,"kind":"normal","output":[576,8,8],"parameters":""", cells[19].GetRawText());
        var operations = networks[0].GetProperty("operations").EnumerateArray().ToArray();
        Assert.Equal(networks[0].GetProperty("parametersWithAuxiliary").GetInt64(), operations.Sum(operation => operation.GetProperty("parameters").GetInt64()));
        Assert.Equal(networks[0].GetProperty("activationBytes").GetInt64(), operations.Sum(operation => operation.GetProperty("activationBytes").GetInt64()));
        // 18 normal cells of five, none in a reduction.
        Assert.Equal(90, operations.Single(operation => operation.GetProperty("name").GetString() == "sep_conv_3x3").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Activations_are_counted_for_the_batch_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["v1.genotype.json"], Genotype, TestContext.Current.CancellationToken);
        var usual = (await Tool.RunAsync(folder.Path, "inspect", "v1.genotype.json", "--json")).EndsWith(0).LastJsonLine[0];
        var twice = (await Tool.RunAsync(folder.Path, "inspect", "v1.genotype.json", "--json", "--batch", "192")).EndsWith(0).LastJsonLine[0];
        Assert.Equal(96, usual.GetProperty("batch").GetInt32());
        Assert.Equal(2 * usual.GetProperty("activationBytes").GetInt64(), twice.GetProperty("activationBytes").GetInt64());
        (await Tool.RunAsync(folder.Path, "inspect", "v1.genotype.json", "--batch", "0")).Refuses("--batch");
    }

    [Fact]
    public async Task A_recurrent_genotype_is_inspected_too()
    {
        using var folder = new TemporaryFolder();
        string text = """
            { "version": 1, "kind": "recurrent", "name": "R", "recurrent": { "edges": [ { "node": 1, "from": 0, "op": "tanh" } ], "concat": [1] },
              "networks": [ { "name": "Words", "macro": "language", "embedding": 10, "hidden": 10, "vocabulary": 1000 } ] }
            """;
        await File.WriteAllTextAsync(folder["r.genotype.json"], text, TestContext.Current.CancellationToken);
        var network = (await Tool.RunAsync(folder.Path, "inspect", "r.genotype.json", "--json")).EndsWith(0).LastJsonLine[0];
        Assert.Equal((1000 * 10) + (20 * 20) + (10 * 20) + 1000, network.GetProperty("parameters").GetInt64());
        Assert.Equal(["input", "tanh"], network.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("kind").GetString()));
        Assert.Contains("tanh", (await Tool.RunAsync(folder.Path, "inspect", "r.genotype.json")).EndsWith(0).Out);
    }

    [Fact]
    public async Task Without_json_the_counts_are_shown_to_people()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["v1.genotype.json"], Genotype, TestContext.Current.CancellationToken);
        var result = (await Tool.RunAsync(folder.Path, "inspect", folder["v1.genotype.json"])).EndsWith(0);
        Assert.Contains("DartsV1Cifar10", result.Out);
        Assert.Contains("3,169,414", result.Out);
        Assert.Contains("288×16×16", result.Out);
        // Side by side: one row has the last cell of each.
        Assert.Matches(@"(?m)^ *13 +reduction +576×8×8 .* normal +768×7×7 ", result.Out);
    }

    [Fact]
    public async Task Every_fault_of_a_genotype_is_named_with_file_line_and_column()
    {
        using var folder = new TemporaryFolder();
        string broken = Genotype.Replace("\"sep_conv_3x3\" },\n      { \"node\": 2", "\"sep_conv_9x9\" },\n      { \"node\": 2", StringComparison.Ordinal)
            .Replace("\"macro\": \"imagenet\"", "\"macro\": \"imagenette\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["v1.genotype.json"], broken, TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "inspect", "v1.genotype.json")).Refuses("v1.genotype.json(7,", "sep_conv_9x9", "v1.genotype.json(33,", "imagenette", "DARTS0");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"version\": 2 }")]
    public async Task A_file_that_is_no_genotype_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["x.genotype.json"], text, TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "inspect", "x.genotype.json")).Refuses("x.genotype.json(1,");
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        (await Tool.RunAsync(folder.Path, "inspect", "none.genotype.json")).Refuses("none.genotype.json");
    }
}
