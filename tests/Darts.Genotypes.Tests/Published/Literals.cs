using System.Text.RegularExpressions;

namespace Darts.Genotypes.Tests;

/// <summary>The published architectures as their authors' Python literals: another form than ours, so that a slip in one does not hide in the other.</summary>
internal static partial class Literals
{
    /// <summary>The node-by-node description of a cell: <c>2←0 sep_conv_3x3</c>…, then its concat.</summary>
    public static string Describe(string name, string cell)
    {
        string literal = Text.Split("== ", StringSplitOptions.RemoveEmptyEntries).Single(text => text.StartsWith(name + "\n", StringComparison.Ordinal));
        string genes = literal.Split('\n').Single(line => line.StartsWith(cell + "=", StringComparison.Ordinal));
        string concat = literal.Split('\n').Single(line => line.StartsWith(cell + "_concat=", StringComparison.Ordinal) || line.StartsWith("concat=", StringComparison.Ordinal));
        concat = concat.Split('=')[1].Replace("range(2,6)", "[2,3,4,5]");
        return string.Join("; ", Gene().Matches(genes).Select((gene, i) => $"{2 + (i / 2)}←{gene.Groups[2].Value} {gene.Groups[1].Value}")) + " → " + concat;
    }

    [GeneratedRegex(@"\('(\w+)',(\d+)\)")]
    private static partial Regex Gene();

    private const string Text = """
        == darts-v1
        normal=[('sep_conv_3x3',1),('sep_conv_3x3',0),('skip_connect',0),('sep_conv_3x3',1),('skip_connect',0),('sep_conv_3x3',1),('sep_conv_3x3',0),('skip_connect',2)]
        normal_concat=[2,3,4,5]
        reduce=[('max_pool_3x3',0),('max_pool_3x3',1),('skip_connect',2),('max_pool_3x3',0),('max_pool_3x3',0),('skip_connect',2),('skip_connect',2),('avg_pool_3x3',0)]
        reduce_concat=[2,3,4,5]
        == darts-v2
        normal=[('sep_conv_3x3',0),('sep_conv_3x3',1),('sep_conv_3x3',0),('sep_conv_3x3',1),('sep_conv_3x3',1),('skip_connect',0),('skip_connect',0),('dil_conv_3x3',2)]
        normal_concat=[2,3,4,5]
        reduce=[('max_pool_3x3',0),('max_pool_3x3',1),('skip_connect',2),('max_pool_3x3',1),('max_pool_3x3',0),('skip_connect',2),('skip_connect',2),('max_pool_3x3',1)]
        reduce_concat=[2,3,4,5]
        == nasnet
        normal=[('sep_conv_5x5',1),('sep_conv_3x3',0),('sep_conv_5x5',0),('sep_conv_3x3',0),('avg_pool_3x3',1),('skip_connect',0),('avg_pool_3x3',0),('avg_pool_3x3',0),('sep_conv_3x3',1),('skip_connect',1)]
        normal_concat=[2,3,4,5,6]
        reduce=[('sep_conv_5x5',1),('sep_conv_7x7',0),('max_pool_3x3',1),('sep_conv_7x7',0),('avg_pool_3x3',1),('sep_conv_5x5',0),('skip_connect',3),('avg_pool_3x3',2),('sep_conv_3x3',2),('max_pool_3x3',1)]
        reduce_concat=[4,5,6]
        == amoebanet
        normal=[('avg_pool_3x3',0),('max_pool_3x3',1),('sep_conv_3x3',0),('sep_conv_5x5',2),('sep_conv_3x3',0),('avg_pool_3x3',3),('sep_conv_3x3',1),('skip_connect',1),('skip_connect',0),('avg_pool_3x3',1)]
        normal_concat=[4,5,6]
        reduce=[('avg_pool_3x3',0),('sep_conv_3x3',1),('max_pool_3x3',0),('sep_conv_7x7',2),('sep_conv_7x7',0),('avg_pool_3x3',1),('max_pool_3x3',0),('max_pool_3x3',1),('conv_7x1_1x7',0),('sep_conv_3x3',5)]
        reduce_concat=[3,4,6]
        == pc-darts-cifar
        normal=[('sep_conv_3x3',1),('skip_connect',0),('sep_conv_3x3',0),('dil_conv_3x3',1),('sep_conv_5x5',0),('sep_conv_3x3',1),('avg_pool_3x3',0),('dil_conv_3x3',1)]
        normal_concat=range(2,6)
        reduce=[('sep_conv_5x5',1),('max_pool_3x3',0),('sep_conv_5x5',1),('sep_conv_5x5',2),('sep_conv_3x3',0),('sep_conv_3x3',3),('sep_conv_3x3',1),('sep_conv_3x3',2)]
        reduce_concat=range(2,6)
        == pc-darts-imagenet
        normal=[('skip_connect',1),('sep_conv_3x3',0),('sep_conv_3x3',0),('skip_connect',1),('sep_conv_3x3',1),('sep_conv_3x3',3),('sep_conv_3x3',1),('dil_conv_5x5',4)]
        normal_concat=range(2,6)
        reduce=[('sep_conv_3x3',0),('skip_connect',1),('dil_conv_5x5',2),('max_pool_3x3',1),('sep_conv_3x3',2),('sep_conv_3x3',1),('sep_conv_5x5',0),('sep_conv_3x3',3)]
        reduce_concat=range(2,6)
        == p-darts
        normal=[('skip_connect',0),('dil_conv_3x3',1),('skip_connect',0),('sep_conv_3x3',1),('sep_conv_3x3',1),('sep_conv_3x3',3),('sep_conv_3x3',0),('dil_conv_5x5',4)]
        normal_concat=range(2,6)
        reduce=[('avg_pool_3x3',0),('sep_conv_5x5',1),('sep_conv_3x3',0),('dil_conv_5x5',2),('max_pool_3x3',0),('dil_conv_3x3',1),('dil_conv_3x3',1),('dil_conv_5x5',3)]
        reduce_concat=range(2,6)
        == drnas-cifar
        normal=[('sep_conv_3x3',0),('sep_conv_5x5',1),('sep_conv_3x3',1),('sep_conv_3x3',2),('skip_connect',0),('sep_conv_3x3',1),('sep_conv_3x3',2),('dil_conv_5x5',3)]
        normal_concat=range(2,6)
        reduce=[('max_pool_3x3',0),('sep_conv_5x5',1),('dil_conv_5x5',2),('sep_conv_5x5',1),('sep_conv_5x5',1),('dil_conv_5x5',3),('skip_connect',4),('sep_conv_5x5',1)]
        reduce_concat=range(2,6)
        == drnas-imagenet
        normal=[('sep_conv_3x3',1),('sep_conv_3x3',0),('sep_conv_3x3',0),('sep_conv_3x3',1),('sep_conv_3x3',0),('dil_conv_3x3',3),('skip_connect',0),('sep_conv_3x3',1)]
        normal_concat=range(2,6)
        reduce=[('max_pool_3x3',0),('sep_conv_3x3',1),('sep_conv_3x3',0),('skip_connect',2),('sep_conv_3x3',0),('sep_conv_3x3',2),('sep_conv_3x3',3),('sep_conv_3x3',1)]
        reduce_concat=range(2,6)
        == sdarts-rs
        normal=[('sep_conv_3x3',1),('sep_conv_3x3',0),('sep_conv_5x5',1),('skip_connect',0),('sep_conv_3x3',3),('skip_connect',1),('sep_conv_3x3',1),('dil_conv_3x3',2)]
        normal_concat=range(2,6)
        reduce=[('max_pool_3x3',0),('sep_conv_3x3',1),('skip_connect',2),('max_pool_3x3',0),('dil_conv_5x5',3),('max_pool_3x3',0),('sep_conv_3x3',2),('sep_conv_5x5',3)]
        reduce_concat=range(2,6)
        == sdarts-adv
        normal=[('sep_conv_3x3',0),('sep_conv_3x3',1),('sep_conv_3x3',1),('skip_connect',0),('sep_conv_5x5',0),('dil_conv_3x3',3),('dil_conv_3x3',4),('skip_connect',0)]
        normal_concat=range(2,6)
        reduce=[('max_pool_3x3',0),('sep_conv_5x5',1),('skip_connect',2),('max_pool_3x3',0),('skip_connect',3),('skip_connect',2),('skip_connect',2),('sep_conv_5x5',4)]
        reduce_concat=range(2,6)
        == darts-minus
        normal=[('sep_conv_3x3',0),('sep_conv_5x5',1),('sep_conv_3x3',1),('dil_conv_3x3',2),('skip_connect',1),('sep_conv_3x3',0),('skip_connect',1),('sep_conv_3x3',0)]
        normal_concat=range(2,6)
        reduce=[('sep_conv_3x3',0),('max_pool_3x3',1),('skip_connect',2),('max_pool_3x3',0),('skip_connect',2),('skip_connect',3),('skip_connect',2),('skip_connect',3)]
        reduce_concat=range(2,6)
        == darts-pt
        normal=[('sep_conv_3x3',0),('sep_conv_3x3',1),('sep_conv_3x3',0),('sep_conv_3x3',1),('skip_connect',0),('skip_connect',2),('sep_conv_3x3',1),('skip_connect',3)]
        normal_concat=range(2,6)
        reduce=[('avg_pool_3x3',0),('sep_conv_5x5',1),('max_pool_3x3',1),('skip_connect',2),('dil_conv_5x5',1),('max_pool_3x3',3),('sep_conv_5x5',2),('skip_connect',3)]
        reduce_concat=range(2,6)
        == gdas
        normal=[(('skip_connect',0),('skip_connect',1)),(('skip_connect',0),('sep_conv_5x5',2)),(('sep_conv_3x3',3),('skip_connect',0)),(('sep_conv_5x5',4),('sep_conv_3x3',3))]
        reduce=[(('sep_conv_5x5',0),('sep_conv_3x3',1)),(('sep_conv_5x5',2),('sep_conv_5x5',1)),(('dil_conv_5x5',2),('sep_conv_3x3',1)),(('sep_conv_5x5',0),('sep_conv_5x5',1))]
        concat=[2,3,4,5]
        """;
}
