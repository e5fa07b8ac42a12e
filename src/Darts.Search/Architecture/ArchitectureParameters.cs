using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>α: the parameters the outer problem learns, one row an edge, one column an operation (DARTS §2.2).</summary>
/// <remarks>They are no part of the supernet, so nothing that walks its weights (ω) can decay, clip or step them by mistake.</remarks>
public sealed class ArchitectureParameters : IDisposable
{
    /// <summary>The spread of a new α (quark0/darts <c>model_search.py</c>; the paper speaks of zeros).</summary>
    private const double InitialScale = 1e-3;

    /// <summary>Takes these values over; the tensors are copied.</summary>
    /// <param name="normal">α of the normal cells, [14, 8].</param>
    /// <param name="reduce">α of the reduction cells, [14, 8].</param>
    /// <exception cref="ArgumentException">A tensor has another shape.</exception>
    public ArchitectureParameters(Tensor normal, Tensor reduce)
    {
        Normal = Copy(normal, nameof(normal));
        Reduce = Copy(reduce, nameof(reduce));
        Named = [("alphas_normal", Normal), ("alphas_reduce", Reduce)];
    }

    /// <summary>α of the normal cells, [14, 8].</summary>
    public Parameter Normal { get; }

    /// <summary>α of the reduction cells, [14, 8].</summary>
    public Parameter Reduce { get; }

    /// <summary>Both, under the original's names, for an optimizer.</summary>
    public IReadOnlyList<(string Name, Tensor Parameter)> Named { get; }

    /// <summary>α at the start of a search: 10⁻³ times standard normal numbers, drawn on the CPU so that a seed means the same on every device.</summary>
    /// <param name="seed">The search's seed.</param>
    /// <param name="device">Where the parameters live.</param>
    public static ArchitectureParameters Initialise(long seed, Device device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(unchecked((ulong)seed), CPU);
        var shape = new long[] { SearchSpace.Edges, SearchSpace.Operations.Count };
        var normal = randn(shape, generator: generator).mul_(InitialScale);
        var reduce = randn(shape, generator: generator).mul_(InitialScale);
        return new ArchitectureParameters(normal.to(device), reduce.to(device));
    }

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
        Normal.Dispose();
        Reduce.Dispose();
    }

    private static Parameter Copy(Tensor values, string name)
    {
        if (!values.shape.SequenceEqual([SearchSpace.Edges, SearchSpace.Operations.Count]))
            throw new ArgumentException($"α is [{SearchSpace.Edges}, {SearchSpace.Operations.Count}], not [{string.Join(", ", values.shape)}].", name);
        return (Parameter)new Parameter(values.detach().clone()).DetachFromDisposeScope();
    }
}
