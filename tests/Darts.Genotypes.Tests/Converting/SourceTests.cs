using Darts.Genotypes.Converting;

namespace Darts.Genotypes.Tests;

/// <summary>Which genotype of a text is meant.</summary>
public sealed class SourceTests
{
    private const string Module = """
        from collections import namedtuple

        Genotype = namedtuple('Genotype', 'normal normal_concat reduce reduce_concat')

        PRIMITIVES = [
            'none',
            'skip_connect',
        ]

        # OLD = Genotype(normal=[('tanh', 0)
        First = Genotype(normal=[('skip_connect', 0), ('skip_connect', 1)], normal_concat=[2], reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1)], reduce_concat=[2])
        Second: Genotype = Genotype(
          normal = [
            ('sep_conv_3x3', 1),  # the first ('x', 7)
            ('skip_connect', 0),
          ],
          normal_concat = range(2, 3),
          reduce = [('avg_pool_3x3', 0), ('avg_pool_3x3', 1)], reduce_concat = range(2, 3),
        )

        DARTS = Second

        def build(xdict):
          return Genotype(normal=xdict['normal'], normal_concat=xdict['normal_concat'])
        """;

    private const string Genes = "normal=[('OP', 0), ('skip_connect', 1)], normal_concat=range(2, 3), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1)], reduce_concat=range(2, 3)";

    [Theory]
    [InlineData("First", "skip_connect")]
    [InlineData("Second", "sep_conv_3x3")]
    [InlineData("DARTS", "sep_conv_3x3")]
    public void A_name_chooses_among_the_genotypes_of_a_module(string name, string operation)
    {
        Genotype genotype = Convert.Read(Module, "quark0", name);
        Assert.Equal(name, genotype.Name);
        Assert.Equal(operation, ((ConvolutionalGenotype)genotype).Normal.Edges[0].Operation.Name);
    }

    [Fact]
    public void Without_a_name_a_module_of_several_lists_them()
    {
        ConversionReading reading = GenotypeConverter.Read(Module);
        Assert.Equal(["First", "Second", "DARTS"], reading.Names);
        Assert.Equal("(11,9): error: The text holds several genotypes; choose one of 'First', 'Second', 'DARTS'", Assert.Single(reading.Problems).ToString());
        Assert.Contains("no genotype 'Frist' (did you mean 'First'?)", Convert.Problem(Module, name: "Frist").Message);
    }

    [Fact]
    public void A_module_of_one_and_its_alias_needs_no_name()
    {
        Assert.Equal("X", Convert.Read($"X = Genotype({Genes.Replace("OP", "skip_connect")})\nDARTS = X\n", "quark0").Name);
        Assert.Equal("Y", Convert.Read($"Genotype({Genes.Replace("OP", "skip_connect")})", "quark0", "Y").Name);
        Assert.Equal("arch", Convert.Read("import json\narch = " + Convert.Write(Sample.ReadPublished("darts-v1"), "nni"), "nni").Name);
    }

    [Fact]
    public void Of_a_training_log_the_last_genotype_is_taken()
    {
        string[] operations = ["max_pool_3x3", "dil_conv_3x3", "sep_conv_5x5"];
        string log = string.Concat(operations.Select((operation, epoch) => $"""
            2018-11-01 03:1{epoch}:22,{epoch}35 INFO it's epoch {epoch}: lr (0.025, "decays
            2018-11-01 03:1{epoch}:22,{epoch}36 genotype = Genotype({Genes.Replace("OP", operation)})
            tensor([[0.1250, 0.1251]], grad_fn=<SoftmaxBackward>)

            """));
        Assert.Equal("sep_conv_5x5", FirstOperation(Convert.Read(log, "quark0")));
        Assert.Equal("sep_conv_5x5", FirstOperation(Convert.Read(log.ReplaceLineEndings("\r\n"), "quark0")));
        // One that assigns at the left margin, epoch after epoch, is a log as well.
        Assert.Equal("sep_conv_5x5", FirstOperation(Convert.Read(string.Concat(operations.Select(operation => $"genotype = Genotype({Genes.Replace("OP", operation)})\n")), "quark0")));
    }

    [Fact]
    public void Of_a_log_of_dictionaries_the_last_one_is_taken()
    {
        string nni = Convert.Write(Sample.ReadPublished("darts-v1"), "nni").Replace("\n", " ");
        string log = $"[2022-03-01 12:00:00] Exported: {nni.Replace("skip_connect", "max_pool_3x3")}\n[2022-03-02 12:00:00] Exported: {nni}\n[2022-03-02 12:00:01] Done.\n";
        Convert.SameCells(Sample.ReadPublished("darts-v1"), Convert.Read(log, "nni"));
    }

    [Theory]
    [InlineData("class", "class_")]
    [InlineData("value", "value_")]
    public void A_variable_that_cannot_be_a_class_gets_another_name_and_that_is_said(string variable, string name)
    {
        ConversionReading reading = GenotypeConverter.Read($"{variable} = Genotype({Genes.Replace("OP", "skip_connect")})");
        Assert.Equal(name, reading.Genotype!.Name);
        Assert.Equal($"'{variable}' cannot name a genotype, so it is named '{name}'", Assert.Single(reading.Losses));
    }

    [Fact]
    public void A_name_that_python_keeps_for_itself_is_changed_and_that_is_said()
    {
        ConversionWriting writing = GenotypeConverter.Write(Sample.Valid(Sample.Recurrent) with { Name = "lambda" }, Convert.Format("quark0"));
        Assert.StartsWith("lambda_ = Genotype(", writing.Text);
        Assert.Contains("'lambda' is a keyword of Python, so the genotype is named 'lambda_'", writing.Losses);
    }

    private static string FirstOperation(Genotype genotype) => ((ConvolutionalGenotype)genotype).Normal.Edges[0].Operation.Name;
}
