using Darts.Genotypes.Converting;

namespace Darts.Genotypes.Tests;

/// <summary>What is wrong with a text is told where it stands; «» mark the place.</summary>
public sealed class ConversionProblemTests
{
    [Theory]
    // The notation.
    [InlineData("", "", "No genotype begins here")]
    [InlineData("  hello", "  «hello»", "No genotype begins here")]
    [InlineData("Genotype(", "Genotype(«»", "Found the end of the text; a text, a number, a word or an opening bracket is needed")]
    [InlineData("x\nGenotype(normal=[('a', 1 2)])", "x\nGenotype(normal=[('a', 1 «2»)])", "Found '2'; ',' or ')' is needed")]
    [InlineData("{'normal/op_2_0' 'x'}", "{'normal/op_2_0' «'x'»}", "Found the text 'x'; ':' is needed after a key")]
    [InlineData("[1] [2]", "[1] «[»2]", "nothing may follow the genotype")]
    [InlineData("Genotype(normal=['sep_conv", "Genotype(normal=[«'sep_conv»", "A text ends with ' on its own line")]
    [InlineData("Genotype(normal=['''x'''])", "Genotype(normal=[«'''»x'''])", "Three quotes")]
    [InlineData("Genotype(normal=['\\q'])", "Genotype(normal=[«'\\q»'])", "After '\\'")]
    [InlineData("Genotype(normal=[1 + 1])", "Genotype(normal=[1 «+» 1])", "Found '+'; ',' or ']' is needed")]
    [InlineData("{1, 2}", "{1«,» 2}", "':' is needed after a key")]
    [InlineData("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", "[[[[[[[[[[[[[[[[«[»1]]]]]]]]]]]]]]]]]", "Brackets are nested 17 deep here")]
    // The form.
    [InlineData("[1, 2, 3]", "«[»1, 2, 3]", "a list of 3, and like none of the formats 'darts', 'quark0'")]
    [InlineData("{'a': 1}", "«{»'a': 1}", "a dictionary, and like none of the formats")]
    [InlineData("Genotype(normal=x)", "«Genotype»(normal=x)", "a call of Genotype, and like none of the formats")]
    [InlineData("Genotype(normal=[('skip_connect', 0)], normal_concat=[2], reduce=[], Reduce=1)", "Genotype(normal=[('skip_connect', 0)], normal_concat=[2], reduce=[], «Reduce»=1)", "'Reduce' is no part of a genotype", 2)]
    [InlineData("Genotype(recurrent=[('relu', 0)], concat=x)", "Genotype(recurrent=[('relu', 0)], concat=«x»)", "'concat' is the word x; it must be a list")]
    [InlineData("Genotype(recurrent=[('relu', 0)], concat=range(1, 999))", "Genotype(recurrent=[('relu', 0)], concat=«range»(1, 999))", "limits of 0–64")]
    // The cell.
    [InlineData("Genotype(recurrent=[('relu', 0), ('rleu', 1)], concat=[2])", "Genotype(recurrent=[('relu', 0), («'rleu'», 1)], concat=[2])", "'rleu' is not an operation of a recurrent cell (did you mean 'relu'?)")]
    [InlineData("Genotype(recurrent=[('relu', 0), ('none', 1)], concat=[2])", "Genotype(recurrent=[('relu', 0), («'none'», 1)], concat=[2])", "'none' exists while searching only")]
    [InlineData("Genotype(recurrent=[('relu', 0), ('relu', 2)], concat=[2])", "Genotype(recurrent=[('relu', 0), ('relu', «2»)], concat=[2])", "Node 2 cannot read node 2; it may read 0–1, what comes before it")]
    [InlineData("Genotype(recurrent=[('relu', 0), ('relu', -1)], concat=[2])", "Genotype(recurrent=[('relu', 0), ('relu', «-1»)], concat=[2])", "-1 is not a node that an edge can read; it must be 0–63")]
    [InlineData("Genotype(recurrent=[('relu', 0), ('relu', 0.5)], concat=[2])", "Genotype(recurrent=[('relu', 0), ('relu', «0.5»)], concat=[2])", "is the number 0.5; it must be a whole number")]
    [InlineData("Genotype(recurrent=[('relu', 0), ('relu', 99999999999)], concat=[2])", "Genotype(recurrent=[('relu', 0), ('relu', «99999999999»)], concat=[2])", "is the number 99999999999; it must be a whole number")]
    [InlineData("Genotype(recurrent=[('relu', 0), 7], concat=[1])", "Genotype(recurrent=[('relu', 0), «7»], concat=[1])", "An operation is the number 7; it must be a pair")]
    [InlineData("Genotype(recurrent=[('relu', 0)], concat=[1, 2])", "Genotype(recurrent=[('relu', 0)], concat=[1, «2»])", "2 is not a node of the recurrent cell; its nodes are 1")]
    [InlineData("Genotype(recurrent=[('relu', 0)], concat=[1, 1])", "Genotype(recurrent=[('relu', 0)], concat=[1, «1»])", "Node 1 stands twice in concat")]
    [InlineData("Genotype(recurrent=[('relu', 0), ('relu', 0)], concat=[2, 1])", "Genotype(recurrent=[('relu', 0), ('relu', 0)], concat=[2, «1»])", "Node 1 stands after node 2 in concat")]
    [InlineData("Genotype(recurrent=[('relu', 0)], concat=[])", "Genotype(recurrent=«[»('relu', 0)], concat=[])", "The recurrent cell's concat is empty")]
    [InlineData("Genotype(recurrent=[], concat=[])", "Genotype(recurrent=«[»], concat=[])", "The recurrent cell has no edges")]
    public void A_fault_is_told_where_it_stands(string text, string marked, string message, int problems = 1)
    {
        ConversionReading reading = GenotypeConverter.Read(text);
        Assert.Null(reading.Genotype);
        Assert.True(problems == reading.Problems.Count, string.Join("\n", reading.Problems));
        SourceSpan expected = marked.Length == 0 ? default : Marked.Parse(marked).Span;
        ConversionProblem problem = Assert.Single(reading.Problems, problem => problem.Span == expected);
        Assert.Contains(message, problem.Message);
    }

    [Theory]
    [InlineData("quark0", "Genotype(normal=[('skip_connect', 0)], normal_concat=[2], reduce=[('skip_connect', 0), ('skip_connect', 1)], reduce_concat=[2])", "The normal cell has 1 operations; two for each node make an even number")]
    [InlineData("dxy", "Genotype(normal=[(('skip_connect', 0), ('skip_connect', 1))], normal_concat=[2], reduce=[(('skip_connect', 0), ('skip_connect', 1))], reduce_concat=[2], connectN=1, connects=None)", "'connectN' is the number 1; only None is understood")]
    [InlineData("khanrc", "Genotype(normal=[[('skip_connect', 0)], 5], normal_concat=[2], reduce=[[('skip_connect', 0)]], reduce_concat=[2])", "Node 3 of the normal cell is the number 5; it must be a list")]
    [InlineData("nni", "{'normal/op_2_0': 'skip_connect'}", "There is no 'normal/input_2_0' for this operation")]
    [InlineData("nni", "{'normal/input_2_0': 0}", "There is no 'normal/op_2_0' for this input")]
    [InlineData("naslib", "(((0, 7), (1, 0)), ((0, 0),))", "There is no operation 7; there are 0 max_pool_3x3, 1 avg_pool_3x3")]
    [InlineData("naslib", "(((0, 0), (1, 0)), ((0, 0),))", "The normal cell has 2 operations; a compact one has 8")]
    [InlineData("nasbench301", "{'a:edge_normal_0': 'skip_connect'}", "Node 2 of the normal cell has one edge; it needs two")]
    [InlineData("nasbench301", "{'a:edge_normal_14': 'skip_connect'}", "There is no edge 14")]
    [InlineData("nasbench301", "{'edge_normal_0': 'skip_connect', 'edge_normal_1': 'skip_connect', 'edge_normal_2': 'skip_connect', 'edge_normal_3': 'skip_connect', 'inputs_node_normal_3': '1_2'}", "Node 3 of the normal cell has the inputs '1_2' here, but its edges read '0_1'")]
    [InlineData("vega", "{'super_network': {'cells': {'normal': {'genotype': [], 'concat': []}}}}", "There is no 'reduce', which is the reduce cell")]
    [InlineData("vega", "{'normal': {'genotype': [['skip_connect', 2]], 'concat': [2]}, 'reduce': {'genotype': []}}", "it must be a triple")]
    [InlineData("fairdarts", "Genotype(normal=[('skip_connect', 2, 0), ('skip_connect', 2)], normal_concat=[2], reduce=[], reduce_concat=[])", "it must be a triple ('operation', node, input)")]
    [InlineData("darts", "{ \"kind\": \"convolutional\", }", "A comma before a closing bracket is not allowed")]
    public void Each_format_says_what_it_needs(string format, string text, string message)
    {
        Assert.Contains(GenotypeConverter.Read(text, Convert.Format(format)).Problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(format, GenotypeConverter.Read(text).Format?.Name);
    }

    [Fact]
    public void A_text_read_as_another_format_than_its_own_is_refused_not_misread()
    {
        var texts = GenotypeConverter.Formats.Select(format => (Format: format, Text: Convert.Write(Sample.ReadPublished("darts-v2"), format.Name))).ToList();
        foreach (var (written, text) in texts)
        {
            foreach (GenotypeFormat read in GenotypeConverter.Formats.Where(format => format != written && (written.Name, format.Name) is not (("dxy", "khanrc") or ("khanrc", "dxy"))))
                Assert.True(GenotypeConverter.Read(text, read).Problems.Count > 0, $"{written} is read as {read}");
        }
    }

    [Fact]
    public void A_convolutional_format_refuses_a_recurrent_genotype()
    {
        ConversionWriting writing = GenotypeConverter.Write(Sample.Valid(Sample.Recurrent), Convert.Format("nni"));
        Assert.Equal(["NNI has no recurrent cells, and TinyLanguage is one"], writing.Obstacles);
        Assert.Null(writing.Text);
    }

    [Fact]
    public void No_more_edges_are_read_than_a_cell_may_have()
    {
        string edges = string.Join(", ", Enumerable.Repeat("('skip_connect', 2, 0)", 3000));
        string text = $"Genotype(normal=[{edges}], normal_concat=[2], reduce=[('skip_connect', 2, 0)], reduce_concat=[2])";
        Assert.Equal("The normal cell has more edges; at most 128 are allowed", Convert.Problem(text).Message);
        string values = string.Join(", ", Enumerable.Repeat("0", ConversionLimits.Values));
        Assert.Contains("a genotype has at most 20000", Convert.Problem($"[{values}]").Message);
    }
}
