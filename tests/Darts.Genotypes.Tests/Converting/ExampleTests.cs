using Darts.Genotypes.Converting;

namespace Darts.Genotypes.Tests;

/// <summary>What other systems print for DARTS_V2 is DARTS_V2, and what FairDARTS, GDAS and the recurrent searches printed is read as it was meant.</summary>
public sealed class ExampleTests
{
    private const string Quark0 = """
        DARTS_V2 = Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5], reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=[2, 3, 4, 5])
        """;

    private const string Khanrc = """
        Genotype(
            normal=[[('sep_conv_3x3', 0), ('sep_conv_3x3', 1)], [('sep_conv_3x3', 0), ('sep_conv_3x3', 1)],
                    [('sep_conv_3x3', 1), ('skip_connect', 0)], [('skip_connect', 0), ('dil_conv_3x3', 2)]],
            normal_concat=range(2, 6),
            reduce=[[('max_pool_3x3', 0), ('max_pool_3x3', 1)], [('skip_connect', 2), ('max_pool_3x3', 1)],
                    [('max_pool_3x3', 0), ('skip_connect', 2)], [('skip_connect', 2), ('max_pool_3x3', 1)]],
            reduce_concat=range(2, 6))
        """;

    private const string Dxy = """
        DARTS_V2 = Genotype(
          normal=[
            (('sep_conv_3x3', 0), ('sep_conv_3x3', 1)), # step 1
            (('sep_conv_3x3', 0), ('sep_conv_3x3', 1)), # step 2
            (('sep_conv_3x3', 1), ('skip_connect', 0)), # step 3
            (('skip_connect', 0), ('dil_conv_3x3', 2))  # step 4
          ],
          normal_concat=[2, 3, 4, 5],
          reduce=[
            (('max_pool_3x3', 0), ('max_pool_3x3', 1)), # step 1
            (('skip_connect', 2), ('max_pool_3x3', 1)), # step 2
            (('max_pool_3x3', 0), ('skip_connect', 2)), # step 3
            (('skip_connect', 2), ('max_pool_3x3', 1))  # step 4
          ],
          reduce_concat=[2, 3, 4, 5],
          connectN=None, connects=None,
        )
        """;

    private const string Nni3 = """
        {"normal/op_2_0":"sep_conv_3x3","normal/input_2_0":[0],"normal/op_2_1":"sep_conv_3x3","normal/input_2_1":[1],
         "normal/op_3_0":"sep_conv_3x3","normal/input_3_0":[0],"normal/op_3_1":"sep_conv_3x3","normal/input_3_1":[1],
         "normal/op_4_0":"sep_conv_3x3","normal/input_4_0":[1],"normal/op_4_1":"skip_connect","normal/input_4_1":[0],
         "normal/op_5_0":"skip_connect","normal/input_5_0":[0],"normal/op_5_1":"dil_conv_3x3","normal/input_5_1":[2],
         "reduce/op_2_0":"max_pool_3x3","reduce/input_2_0":[0],"reduce/op_2_1":"max_pool_3x3","reduce/input_2_1":[1],
         "reduce/op_3_0":"skip_connect","reduce/input_3_0":[2],"reduce/op_3_1":"max_pool_3x3","reduce/input_3_1":[1],
         "reduce/op_4_0":"max_pool_3x3","reduce/input_4_0":[0],"reduce/op_4_1":"skip_connect","reduce/input_4_1":[2],
         "reduce/op_5_0":"skip_connect","reduce/input_5_0":[2],"reduce/op_5_1":"max_pool_3x3","reduce/input_5_1":[1]}
        """;

    private const string NasBench301 = """
        {"…edge_normal_0":"sep_conv_3x3","…edge_normal_1":"sep_conv_3x3",
         "…edge_normal_2":"sep_conv_3x3","…edge_normal_3":"sep_conv_3x3","…inputs_node_normal_3":"0_1",
         "…edge_normal_5":"skip_connect","…edge_normal_6":"sep_conv_3x3","…inputs_node_normal_4":"0_1",
         "…edge_normal_9":"skip_connect","…edge_normal_11":"dil_conv_3x3","…inputs_node_normal_5":"0_2",
         "…edge_reduce_0":"max_pool_3x3","…edge_reduce_1":"max_pool_3x3",
         "…edge_reduce_3":"max_pool_3x3","…edge_reduce_4":"skip_connect","…inputs_node_reduce_3":"1_2",
         "…edge_reduce_5":"max_pool_3x3","…edge_reduce_7":"skip_connect","…inputs_node_reduce_4":"0_2",
         "…edge_reduce_10":"max_pool_3x3","…edge_reduce_11":"skip_connect","…inputs_node_reduce_5":"1_2"}
        """;

    private const string NasLib = """
        (((0,3),(1,3),(0,3),(1,3),(1,3),(0,2),(0,2),(2,5)), ((0,0),(1,0),(2,2),(1,0),(0,0),(2,2),(2,2),(1,0)))
        """;

    private static readonly Genotype DartsV2 = Sample.ReadPublished("darts-v2");

    [Fact]
    public void Quark0s_literal_is_read() => Is("quark0", Quark0);

    [Fact]
    public void Quark0s_literal_is_read_with_ranges_tuples_places_and_double_quotes()
    {
        Is("quark0", Quark0.Replace("[2, 3, 4, 5]", "range(2, 6)"));
        Is("quark0", Quark0.Replace("[2, 3, 4, 5]", "list(range(2, 6, 1))"));
        Is("quark0", Quark0.Replace('[', '(').Replace("])", "))").Replace(']', ')'));
        Is("quark0", Quark0.Replace("normal=", "").Replace("normal_concat=", "").Replace("reduce=", "").Replace("reduce_concat=", ""));
        Is("quark0", Quark0.Replace('\'', '"'));
        Is("quark0", Quark0.Replace(" 0)", " np.int64(0))"));
    }

    [Fact]
    public void Khanrcs_lists_are_read() => Is("khanrc", Khanrc);

    [Fact]
    public void Dxys_nested_pairs_are_read() => Is("dxy", Dxy);

    [Fact]
    public void Nnis_dictionary_is_read_with_lists_and_with_numbers()
    {
        Is("nni", Nni3);
        Is("nni", Nni3.Replace(":[", ":").Replace("],", ",").Replace("]}", "}"));
        Is("nni", Nni3.Replace('"', '\''));
    }

    [Fact]
    public void Nas_bench_301s_dictionary_is_read_but_for_the_order_within_nodes()
    {
        Genotype genotype = Convert.Read(NasBench301.Replace("…", "NetworkSelectorDatasetInfo:darts:"), "nasbench301");
        Convert.SameCells(ByInput((ConvolutionalGenotype)DartsV2), genotype);
    }

    [Fact]
    public void Naslibs_compact_encoding_is_read_as_tuples_and_as_json()
    {
        Is("naslib", NasLib);
        Is("naslib", NasLib.Replace('(', '[').Replace(')', ']'));
    }

    [Fact]
    public void Vegas_description_is_read_with_its_network()
    {
        string text = Vega("""
            "cells": { "modules": [LAYERS],
              "normal": {"type":"NormalCell","steps":4,"genotype":[["sep_conv_3x3",2,0],["sep_conv_3x3",2,1],["sep_conv_3x3",3,0],["sep_conv_3x3",3,1],["sep_conv_3x3",4,1],["skip_connect",4,0],["skip_connect",5,0],["dil_conv_3x3",5,2]],"concat":[2,3,4,5]},
              "reduce": {"type":"ReduceCell","steps":4,"genotype":[["max_pool_3x3",2,0],["max_pool_3x3",2,1],["skip_connect",3,2],["max_pool_3x3",3,1],["max_pool_3x3",4,0],["skip_connect",4,2],["skip_connect",5,2],["max_pool_3x3",5,1]],"concat":[2,3,4,5]} }
            """);
        ConversionReading reading = GenotypeConverter.Read(text, name: "DartsV2");
        Convert.SameCells(DartsV2, reading.Genotype);
        Assert.Equal([new ImageNetworkSpec("DartsV2Cifar", ImageMacro.Cifar, 36, 20, 10, new(3, 32, 32), true)], reading.Genotype!.Networks);
        Assert.Equal(
            ["'drop_path_prob' of Vega's description is left out", "The stem is made for 16 channels in Vega's description; here it is made for the cells' 36"], reading.Losses);
    }

    [Fact]
    public void A_vega_network_that_reduces_elsewhere_is_left_out_and_that_is_said()
    {
        string text = Vega("""
            "cells": { "modules": ["reduce", "normal", "normal", "reduce"],
              "normal": {"genotype":[["sep_conv_3x3",2,0]],"concat":[2]}, "reduce": {"genotype":[["max_pool_3x3",2,1]],"concat":[2]} }
            """);
        ConversionReading reading = GenotypeConverter.Read(text);
        Assert.Empty(reading.Genotype!.Networks);
        Assert.Contains("Vega's network is left out: only the cells at a third and two thirds of it may reduce, and be at most 256", reading.Losses);
    }

    [Fact]
    public void Fairdarts_nodes_may_have_any_number_of_operations_and_none()
    {
        const string FairDartsA = """
            FairDARTS_a = Genotype(normal=[('sep_conv_3x3', 2, 0), ('sep_conv_5x5', 2, 1), ('max_pool_3x3', 4, 0), ('sep_conv_3x3', 5, 0)], normal_concat=range(2, 6), reduce=[('max_pool_3x3', 2, 0), ('avg_pool_3x3', 2, 1), ('avg_pool_3x3', 3, 0), ('dil_conv_5x5', 3, 1), ('avg_pool_3x3', 4, 0), ('sep_conv_5x5', 4, 1), ('skip_connect', 5, 0), ('skip_connect', 5, 1)], reduce_concat=range(2, 6))
            """;
        ConversionReading reading = GenotypeConverter.Read(FairDartsA);
        var genotype = Assert.IsType<ConvolutionalGenotype>(reading.Genotype);
        Assert.Equal("fairdarts", reading.Format!.Name);
        Assert.Equal("FairDARTS_a", genotype.Name);
        Assert.Equal([(2, 0), (2, 1), (4, 0), (5, 0)], genotype.Normal.Edges.Select(edge => (edge.Node, edge.From)));
        Assert.Equal([2, 4, 5], genotype.Normal.Concat);
        Assert.Equal([2, 3, 4, 5], genotype.Reduce.Concat);
        Assert.Equal(["Node 3 of the normal cell has no operations and is left out of concat, as FairDARTS does"], reading.Losses);
    }

    [Theory]
    [InlineData("ENAS", "[('tanh',0),('tanh',1),('relu',1),('tanh',3),('tanh',3),('relu',3),('relu',4),('relu',7),('relu',8),('relu',8),('relu',8)]", "[2,5,6,9,10,11]")]
    [InlineData("DARTS_V1", "[('relu',0),('relu',1),('tanh',2),('relu',3),('relu',4),('identity',1),('relu',5),('relu',1)]", "range(1,9)")]
    [InlineData("DARTS_V2", "[('sigmoid',0),('relu',1),('relu',1),('identity',1),('tanh',2),('sigmoid',5),('tanh',3),('relu',5)]", "range(1,9)")]
    public void Recurrent_literals_come_back_as_they_were(string name, string genes, string concat)
    {
        Genotype genotype = Convert.Read($"{name} = Genotype(recurrent={genes}, concat={concat})", "quark0");
        Assert.Equal(name, genotype.Name);
        Cell cell = ((RecurrentGenotype)genotype).Recurrent;
        Assert.Equal(genes, $"[{string.Join(',', cell.Edges.Select((edge, i) => $"('{edge.Operation}',{(edge.Node == i + 1 ? edge.From : -1)})"))}]");
        string text = Convert.Write(genotype, "quark0");
        Assert.Equal(genotype, Convert.Read(text, "quark0"));
        Assert.Equal(text, Convert.Write(Convert.Read(text, "quark0"), "quark0"));
    }

    /// <summary>The same edges, those of a node by their input.</summary>
    internal static ConvolutionalGenotype ByInput(ConvolutionalGenotype genotype)
    {
        return genotype with { Normal = Sorted(genotype.Normal), Reduce = Sorted(genotype.Reduce) };

        static Cell Sorted(Cell cell) => cell with { Edges = cell.Edges.OrderBy(edge => edge.Node).ThenBy(edge => edge.From).ToEquatableArray() };
    }

    private static void Is(string format, string text) => Convert.SameCells(DartsV2, Convert.Read(text, format));

    private static string Vega(string cells) => """
        {"modules":["super_network"],"super_network":{"type":"DartsNetwork","stem":{"type":"PreOneStem","init_channels":16,"stem_multi":3},
        "head":{"type":"LinearClassificationHead"},"init_channels":36,"auxiliary":true,"num_classes":10,"aux_size":8,"auxiliary_layer":13,
        "search":false,"drop_path_prob":0.2,
        CELLS}}
        """.With("CELLS", cells.Replace("LAYERS", string.Join(",", Enumerable.Range(0, 20).Select(i => i is 6 or 13 ? "\"reduce\"" : "\"normal\""))));
}
