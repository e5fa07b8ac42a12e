namespace Darts.Genotypes;

/// <summary>Nodes that read one state share its product: s·[W₁ W₂ …] = [s·W₁ s·W₂ …], exact in training too.</summary>
public static class MergedProducts
{
    /// <summary>The pass.</summary>
    public static RecurrentPass Pass { get; } = new("products of one state merged", Rewrite);

    private static RecurrentProgram Rewrite(RecurrentProgram program)
    {
        // Where the first of them stands the state is there; and nothing they make is needed before that.
        var products = program.Products
            .GroupBy(static product => product.From)
            .Select(static group => new ProductStep(group.Key, group.SelectMany(static product => product.Gates).ToEquatableArray()));
        return program with { Products = products.ToEquatableArray() };
    }
}
