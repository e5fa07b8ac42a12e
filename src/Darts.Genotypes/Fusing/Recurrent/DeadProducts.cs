namespace Darts.Genotypes;

/// <summary>Takes out nodes that the output does not depend on. The original computes and forgets them; their weights stay in the model's state.</summary>
public static class DeadProducts
{
    /// <summary>The pass.</summary>
    public static RecurrentPass Pass { get; } = new("dead nodes of a recurrent cell out", Rewrite);

    private static RecurrentProgram Rewrite(RecurrentProgram program)
    {
        HashSet<int> needed = [.. program.Cell.Concat];
        var kept = new List<ProductStep>();
        foreach (ProductStep product in program.Products.Reverse())
        {
            var live = product.Gates.Where(gate => needed.Contains(gate.Node)).ToEquatableArray();
            if (live.Count == 0)
                continue;
            needed.Add(product.From);
            kept.Add(product with { Gates = live });
        }
        kept.Reverse();
        return program with { Products = kept.ToEquatableArray() };
    }
}
