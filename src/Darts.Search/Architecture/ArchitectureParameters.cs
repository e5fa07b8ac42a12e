using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>α: the parameters the outer problem learns, one row an edge, one column an operation (DARTS §2.2).</summary>
/// <remarks>They are no part of the supernet, so nothing that walks its weights (ω) can decay, clip or step them by mistake.</remarks>
public abstract class ArchitectureParameters : IDisposable
{
    /// <summary>The spread of a new α (quark0/darts <c>model_search.py</c>; the paper speaks of zeros).</summary>
    private const double InitialScale = 1e-3;

    /// <summary>Takes these values over; the tensors are copied.</summary>
    /// <param name="space">What is searched.</param>
    /// <param name="tables">For each kind of cell its key in genotypes, the name of its α and the values, [edges, operations].</param>
    /// <exception cref="ArgumentException">A tensor has another shape.</exception>
    private protected ArchitectureParameters(CellSpace space, params (string Cell, string Name, Tensor Values)[] tables)
    {
        Space = space;
        Tables = [.. tables.Select(table => (table.Cell, Copy(space, table.Values)))];
        Named = [.. tables.Zip(Tables, (table, copy) => (table.Name, (Tensor)copy.Alphas))];
    }

    /// <summary>What is searched.</summary>
    public CellSpace Space { get; }

    /// <summary>α of each kind of cell, by its key in genotypes: [edges, operations].</summary>
    public IReadOnlyList<(string Cell, Parameter Alphas)> Tables { get; }

    /// <summary>The same under names for an optimizer.</summary>
    public IReadOnlyList<(string Name, Tensor Parameter)> Named { get; }

    /// <summary>Whether gradients flow to α: off while ω alone learns, so that the products that make them are not computed.</summary>
    /// <param name="requires">The new state.</param>
    public void RequireGradients(bool requires)
    {
        foreach (var (_, parameter) in Named)
            parameter.requires_grad_(requires);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, alphas) in Tables)
            alphas.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>α at the start of a search: 10⁻³ times standard normal numbers, drawn on the CPU so that a seed means the same on every device.</summary>
    private protected static Tensor Draw(CellSpace space, Generator generator) => randn([space.Edges, space.Operations.Count], generator: generator).mul_(InitialScale);

    private static Parameter Copy(CellSpace space, Tensor values)
    {
        if (!values.shape.SequenceEqual([space.Edges, space.Operations.Count]))
            throw new ArgumentException($"α is [{space.Edges}, {space.Operations.Count}], not [{string.Join(", ", values.shape)}].", nameof(values));
        return (Parameter)new Parameter(values.detach().clone()).DetachFromDisposeScope();
    }
}
