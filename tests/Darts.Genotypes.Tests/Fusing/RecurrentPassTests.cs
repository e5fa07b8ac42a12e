namespace Darts.Genotypes.Tests.Fusing;

public sealed class RecurrentPassTests
{
    public static TheoryData<string> Passes => [.. RecurrentFusion.Passes.Select(pass => pass.Name)];

    [Theory]
    [MemberData(nameof(Passes))]
    public void A_pass_changes_how_a_cell_is_computed_and_not_what(string name)
    {
        RecurrentPass pass = RecurrentFusion.Passes.Single(pass => pass.Name == name);
        foreach (RecurrentProgram cell in Cells())
        {
            Assert.Equal(Outputs(cell), Outputs(cell.After([pass])));
            Assert.Equal(Outputs(cell), Outputs(cell.After([.. RecurrentFusion.Passes.Reverse()])));
        }
    }

    [Fact]
    public void After_all_passes_every_state_goes_through_one_product_and_nothing_is_computed_in_vain()
    {
        foreach (RecurrentProgram cell in Cells().Select(cell => cell.After(RecurrentFusion.Passes)))
        {
            Assert.Equal(cell.Products.Count, cell.Products.Select(product => product.From).Distinct().Count());
            HashSet<int> read = [.. cell.Products.Select(product => product.From), .. cell.Cell.Concat];
            Assert.All(cell.Products.SelectMany(product => product.Gates), gate => Assert.Contains(gate.Node, read));
            int[] edges = [.. cell.Products.SelectMany(product => product.Gates).Select(gate => gate.Edge), .. cell.UnusedEdges];
            Assert.Equal(Enumerable.Range(0, cell.Cell.Edges.Count), edges.Order());
        }
    }

    private static IEnumerable<RecurrentProgram> Cells()
    {
        var random = new Random(8);
        return Enumerable.Range(0, 300).Select(_ => RecurrentProgram.Plain(RandomGenotype.Cell(random, 1, Operations.Recurrent)));
    }

    /// <summary>What the outputs are made of, spelled out. A state that is read before it is there has no spelling.</summary>
    private static string Outputs(RecurrentProgram cell)
    {
        var states = new Dictionary<int, string> { [0] = "s0" };
        foreach (ProductStep product in cell.Products)
        {
            string state = states[product.From];
            foreach (GateStep gate in product.Gates)
                states.Add(gate.Node, state.Length > 2000 ? $"{gate.Edge}:{gate.Operation}(#{string.GetHashCode(state, StringComparison.Ordinal)})" : $"{gate.Edge}:{gate.Operation}({state})");
        }
        return string.Join(" + ", cell.Cell.Concat.Select(node => states[node]));
    }
}
