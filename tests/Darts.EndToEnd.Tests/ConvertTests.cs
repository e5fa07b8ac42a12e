using System.Text.Json;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

public sealed class ConvertTests
{
    private const string Log = """
        2018-11-01 03:10:22 genotype = Genotype(normal=[('skip_connect', 0), ('skip_connect', 1)], normal_concat=range(2, 3), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1)], reduce_concat=range(2, 3))
        2018-11-01 03:11:22 genotype = Genotype(normal=[('sep_conv_3x3', 0), ('skip_connect', 1)], normal_concat=range(2, 3), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1)], reduce_concat=range(2, 3))
        2018-11-01 03:12:22 valid_acc 88.1

        """;

    [Fact]
    public async Task A_training_log_becomes_a_genotype_file_that_editors_check()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["search log.txt"], Log, TestContext.Current.CancellationToken);
        File.Copy(Path.Combine(Repository.Root, "genotypes", "genotype.schema.json"), folder["genotype.schema.json"]);
        var result = (await Tool.RunAsync(folder.Path, "convert", "search log.txt", "--to", "darts", "-o", "x.genotype.json")).EndsWith(0);
        Assert.Equal("x.genotype.json: SearchLog, quark0 → darts\n", result.Out);
        Assert.Equal("warning: SearchLog names no network to compile yet; add one under \"networks\"\n", result.Error);
        string text = await File.ReadAllTextAsync(folder["x.genotype.json"], TestContext.Current.CancellationToken);
        Assert.StartsWith("{\n  \"$schema\": \"genotype.schema.json\",\n  \"version\": 1,\n  \"kind\": \"convolutional\",\n  \"name\": \"SearchLog\",", text);
        Assert.Contains("sep_conv_3x3", text);
    }

    [Fact]
    public async Task Every_loss_is_named_on_stderr_and_stdout_has_the_text_alone()
    {
        string published = Path.Combine(Repository.Root, "genotypes", "darts-v2.genotype.json");
        var result = (await Tool.RunAsync(Repository.Root, "convert", published, "--to", "naslib")).EndsWith(0);
        Assert.Equal("(((0, 3), (1, 3), (0, 3), (1, 3), (1, 3), (0, 2), (0, 2), (2, 5)), ((0, 0), (1, 0), (2, 2), (1, 0), (0, 0), (2, 2), (2, 2), (1, 0)))\n", result.Out);
        Assert.Equal("warning: NASLib has no place for the name DartsV2; the networks DartsV2Cifar10, DartsV2ImageNet; the provenance\n", result.Error);
    }

    [Fact]
    public async Task Standard_input_is_read_and_what_comes_out_can_go_in_again()
    {
        string published = Path.Combine(Repository.Root, "genotypes", "darts-v2.genotype.json");
        string compact = (await Tool.RunAsync(Repository.Root, "convert", published, "--to", "naslib")).EndsWith(0).Out;
        string literal = (await Tool.RunWithInputAsync(Repository.Root, compact, "convert", "-", "--from", "naslib", "--to", "quark0", "--name", "DartsV2")).EndsWith(0).Out;
        Assert.Equal((await Tool.RunAsync(Repository.Root, "convert", published, "--to", "quark0")).EndsWith(0).Out, literal);
        (await Tool.RunWithInputAsync(Repository.Root, "Genotype(", "convert", "-", "--to", "quark0")).Refuses("stdin(1,10): error:");
    }

    [Fact]
    public async Task Json_holds_the_text_and_the_losses()
    {
        string published = Path.Combine(Repository.Root, "genotypes", "darts-v2.genotype.json");
        var document = JsonDocument.Parse((await Tool.RunAsync(Repository.Root, "convert", published, "--to", "quark0", "--json")).EndsWith(0).Out).RootElement;
        Assert.Equal(["name", "from", "to", "losses", "text", "output"], document.EnumerateObject().Select(member => member.Name));
        Assert.StartsWith("DartsV2 = Genotype(", document.GetProperty("text").GetString());
        Assert.Equal("darts", document.GetProperty("from").GetString());
        Assert.Single(document.GetProperty("losses").EnumerateArray());
    }

    [Fact]
    public async Task What_cannot_be_expressed_is_an_error_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        string published = Path.Combine(Repository.Root, "genotypes", "nasnet.genotype.json");
        await File.WriteAllTextAsync(folder["x.json"], "before", TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "convert", published, "--to", "nasbench301", "-o", "x.json")).Refuses("NasNet", "cannot express two operations on one edge", "node 3 of the normal cell");
        Assert.Equal("before", await File.ReadAllTextAsync(folder["x.json"], TestContext.Current.CancellationToken));
        Assert.Equal(["x.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_of_several_genotypes_lists_them_and_says_how_to_choose()
    {
        using var folder = new TemporaryFolder();
        string genes = "Genotype(recurrent=[('relu', 0)], concat=[1])";
        await File.WriteAllTextAsync(folder["genotypes.py"], $"A = {genes}\nB = {genes}\n", TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "convert", "genotypes.py", "--to", "darts")).Refuses("genotypes.py(1,5): error:", "'A', 'B'", "--name A");
        Assert.Contains("\"name\": \"B\"", (await Tool.RunAsync(folder.Path, "convert", "genotypes.py", "--to", "darts", "--name", "B")).EndsWith(0).Out);
    }

    [Theory]
    [InlineData("Genotype(recurrent=[('rleu', 0)], concat=[1])", "x.py(1,22): error DARTS010: 'rleu'")]
    [InlineData("nothing", "x.py(1,1): error: No genotype begins here")]
    [InlineData("{ \"version\": 1, \"kind\": \"recurrent\" }", "x.py(1,1): error DARTS006")]
    public async Task Faults_are_told_with_file_line_and_column(string text, string message)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["x.py"], text, TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "convert", "x.py", "--to", "quark0")).Refuses(message);
    }

    [Fact]
    public async Task A_missing_file_a_missing_format_and_a_bad_name_are_refused()
    {
        (await Tool.RunAsync(Repository.Root, "convert", "none.py", "--to", "nni")).Refuses("none.py");
        (await Tool.RunAsync(Repository.Root, "convert", "none.py")).Refuses("--to");
        (await Tool.RunAsync(Repository.Root, "convert", "none.py", "--to", "onnx")).Refuses("--to takes", "nasbench301", "onnx");
        (await Tool.RunAsync(Repository.Root, "convert", "none.py", "--to", "nni", "--name", "a b")).Refuses("--name", "a b");
    }
}
