using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The weights of a recurrent search cell.</summary>
/// <param name="Input"><c>_W0</c>, [E + H, 2H].</param>
/// <param name="Nodes"><c>_Ws</c>, [H, 2H] each.</param>
internal sealed record MixedWeights(Tensor Input, Tensor[] Nodes) : IDisposable
{
    /// <summary>All of them.</summary>
    public IEnumerable<Tensor> All => [Input, .. Nodes];

    /// <summary>Whether a gradient of them is wanted.</summary>
    public bool Learn { get; private init; } = Input.requires_grad;

    /// <summary>Aliases that outlive the dispose scope, until <see cref="Dispose"/>.</summary>
    public MixedWeights Aliased() => new(Alias(Input), Array.ConvertAll(Nodes, Alias)) { Learn = Learn };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in All)
            tensor.Dispose();
    }

    private static Tensor Alias(Tensor tensor) => tensor.detach().DetachFromDisposeScope();
}
