using System.Text.Json;
using Darts.Genotypes;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Architecture;

public sealed class GenotypeDerivationTests
{
    [Fact]
    public void Every_recorded_row_derives_the_genotype_the_original_derived()
    {
        using var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Goldens", "derive-a.json")));
        Assert.Equal(40, rows.RootElement.GetArrayLength());
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            Assert.Equal(Expected(row, "normal"), Derived(row, "alphas_normal"));
            Assert.Equal(Expected(row, "reduce"), Derived(row, "alphas_reduce"));
        }
    }

    [Fact]
    public void Every_recorded_row_derives_the_recurrent_cell_the_original_derived()
    {
        using var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Goldens", "derive-rnn-a.json")));
        Assert.Equal(30, rows.RootElement.GetArrayLength());
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            var cell = Derived(row, "alphas", CellSpace.Recurrent);
            Assert.Equal(Expected(row, "recurrent"), cell.Edges.Select(edge => (edge.Operation.Name, edge.From)));
            Assert.Equal(Enumerable.Range(1, 8), cell.Edges.Select(edge => edge.Node));
            Assert.Equal(row.GetProperty("concat").EnumerateArray().Select(node => node.GetInt32()), cell.Concat);
        }
    }

    [Fact]
    public void Equal_weights_keep_the_lower_edges_and_the_first_operation_after_none()
    {
        using var alphas = zeros(14, 8);
        var cell = GenotypeDerivation.Derive(alphas, CellSpace.Convolutional);
        Assert.All(cell.Edges, edge => Assert.Equal("max_pool_3x3", edge.Operation.Name));
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], cell.Edges.Select(edge => edge.From));
    }

    [Fact]
    public void An_edge_where_none_dominates_loses_to_the_others()
    {
        using var alphas = zeros(14, 8);
        alphas[SearchSpace.Row(1, 0), 0] = 8;
        alphas[SearchSpace.Row(1, 0), 4] = 2;
        var second = GenotypeDerivation.Derive(alphas, CellSpace.Convolutional).Edges.Where(edge => edge.Node == 3);
        Assert.Equal([1, 2], second.Select(edge => edge.From));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_alpha_derives_a_cell_of_two_distinct_edges_a_node_without_none(int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        for (int round = 0; round < 50; round++)
        {
            var alphas = randn([14, 8], generator: generator) * 3;
            var cell = GenotypeDerivation.Derive(alphas, CellSpace.Convolutional);
            Assert.Equal([2, 3, 4, 5], cell.Concat);
            Assert.Equal([2, 2, 3, 3, 4, 4, 5, 5], cell.Edges.Select(edge => edge.Node));
            Assert.All(cell.Edges, edge => Assert.True(edge.From < edge.Node));
            Assert.DoesNotContain(cell.Edges, edge => edge.Operation == Operations.None);
            Assert.All(cell.Edges.GroupBy(edge => edge.Node), node => Assert.Equal(2, node.Select(edge => edge.From).Distinct().Count()));
        }
    }

    [Fact]
    public void A_constant_added_to_a_row_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var alphas = randn([14, 8], float64, generator: generator);
        var shifted = alphas + randn([14, 1], float64, generator: generator);
        Assert.Equal(GenotypeDerivation.Derive(alphas, CellSpace.Convolutional), GenotypeDerivation.Derive(shifted, CellSpace.Convolutional));
    }

    private static IEnumerable<(string Operation, int From)> Derived(JsonElement row, string name) =>
        Derived(row, name, CellSpace.Convolutional).Edges.Select(edge => (edge.Operation.Name, edge.From));

    private static Darts.Genotypes.Cell Derived(JsonElement row, string name, CellSpace space)
    {
        using var alphas = tensor(row.GetProperty(name).EnumerateArray().SelectMany(edge => edge.EnumerateArray()).Select(value => value.GetSingle()).ToArray());
        return GenotypeDerivation.Derive(alphas.reshape(space.Edges, space.Operations.Count), space);
    }

    private static IEnumerable<(string Operation, int From)> Expected(JsonElement row, string name) =>
        row.GetProperty(name).EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetInt32()));
}
