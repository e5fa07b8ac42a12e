namespace Darts.Genotypes.Tests.Fusing;

public sealed class PassTests
{
    private const int RandomCells = 300;

    public static TheoryData<string> TrainingPasses => [.. Fusion.Training.Select(pass => pass.Name)];

    [Theory]
    [MemberData(nameof(TrainingPasses))]
    public void A_pass_changes_how_a_cell_is_computed_and_not_what(string name)
    {
        FusionPass pass = Fusion.Training.Single(pass => pass.Name == name);
        foreach (NetworkProgram network in Networks())
        {
            NetworkProgram after = network.After([pass]);
            Assert.Equal(Symbolic.Of(network.Normal), Symbolic.Of(after.Normal));
            Assert.Equal(Symbolic.Of(network.Reduction), Symbolic.Of(after.Reduction));
            Assert.True(after.Normal.LibraryCalls <= network.Normal.LibraryCalls + Repeats(after.Normal));
        }
    }

    [Fact]
    public void All_passes_together_change_nothing_either_in_any_order()
    {
        var random = new Random(4);
        foreach (NetworkProgram network in Networks())
        {
            FusionPass[] shuffled = [.. Fusion.Training];
            random.Shuffle(shuffled);
            Assert.Equal(Symbolic.Of(network.Normal), Symbolic.Of(network.After(shuffled).Normal));
            Assert.Equal(Symbolic.Of(network.Reduction), Symbolic.Of(network.After(Fusion.Training).After(Fusion.Inference).Reduction));
        }
    }

    [Fact]
    public void After_all_passes_nothing_is_computed_twice_or_in_vain()
    {
        foreach (CellProgram cell in Networks().Select(network => network.After(Fusion.Training)).SelectMany(network => new[] { network.Normal, network.Reduction }))
        {
            Assert.All(cell.Steps.SkipLast(1).SelectMany(step => step.Results), value => Assert.True(cell.ReadersOf(value) > 0));
            Distinct(cell.Steps.OfType<ReluStep>().Select(relu => relu.Of));
            Distinct(cell.Steps.OfType<PoolStep>().Select(pool => (pool.Of, pool.Operation)));
            Distinct(cell.Steps.OfType<OperationStep>().Select(operation => (operation.Of, operation.Operation)));
        }

        static void Distinct<T>(IEnumerable<T> keys) => Assert.Equal(keys.Distinct().Count(), keys.Count());
    }

    [Fact]
    public void Every_value_is_computed_before_it_is_read_and_has_a_shape()
    {
        foreach (NetworkProgram network in Networks().Select(network => network.After(Fusion.Training).After(Fusion.Inference)))
        {
            foreach (PlacedCell place in network.Graph.Cells)
            {
                CellProgram cell = network.CellOf(place.Kind);
                IReadOnlyDictionary<int, ImageShape> shapes = cell.ShapesIn(place);
                HashSet<int> known = [0, 1];
                foreach (Step step in cell.Steps)
                {
                    Assert.Superset(step.Reads.ToHashSet(), known);
                    known.UnionWith(step.Results);
                }
                Assert.Equal(place.Output, shapes[cell.Output]);
                Assert.All(cell.Steps.OfType<SumStep>(), sum => Assert.All(sum.Terms, term => Assert.Equal(shapes[sum.Result], shapes[term.Value])));
            }
        }
    }

    [Fact]
    public void Batch_norms_are_folded_and_nothing_is_dropped_in_inference()
    {
        foreach (NetworkProgram network in Networks().Select(network => network.After(Fusion.Training).After(Fusion.Inference)))
        {
            Assert.Empty(network.Normal.Steps.OfType<OperationStep>());
            Assert.All(network.Normal.Steps.OfType<SumStep>().SelectMany(sum => sum.Terms), term => Assert.Null(term.Edge));
        }
    }

    [Fact]
    public void The_two_convolutions_into_a_node_end_in_one()
    {
        NetworkProgram network = Network(new([new(2, 0, Named("sep_conv_3x3")), new(2, 1, Named("dil_conv_5x5")), new(2, 1, Named("max_pool_3x3"))], [2]));
        CellProgram cell = network.After(Fusion.Training).After(Fusion.Inference).Normal;
        Assert.Equal([0, 1], cell.Steps.OfType<PointwiseSumStep>().Single().Inputs.Select(input => input.Edge));
        Assert.Equal(2, cell.Steps.OfType<SumStep>().Single().Terms.Count);
    }

    /// <summary>What merging adds: values are repeated once for each merged step.</summary>
    private static int Repeats(CellProgram cell) => cell.Steps.OfType<OperationStep>().Count(operation => operation.Branches.Count > 1);

    private static IEnumerable<NetworkProgram> Networks()
    {
        var random = new Random(3);
        for (int i = 0; i < RandomCells; i++)
            yield return Network(RandomGenotype.Cell(random, 2, Operations.Convolutional), RandomGenotype.Cell(random, 2, Operations.Convolutional));
    }

    private static NetworkProgram Network(Cell normal, Cell? reduce = null)
    {
        var spec = new ImageNetworkSpec("A", ImageMacro.Cifar, 4, 3, 10, new(3, 32, 32), Auxiliary: false);
        return NetworkProgram.Plain(Darts.Genotypes.Lowering.Lower(new("A", normal, reduce ?? normal, [spec], Provenance.Unknown), spec));
    }

    private static Operation Named(string name) => Operations.Convolutional.Single(operation => operation.Name == name);
}
