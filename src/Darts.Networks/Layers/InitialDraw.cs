using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// Draws a network's initial values in the original's order, whatever order its modules were made in: merged branches are made together, and one seed shall
/// give the same network with them as without.
/// </summary>
public sealed class InitialDraw : IDisposable
{
    private readonly Tensor _start = get_rng_state().DetachFromDisposeScope();

    /// <summary>Draws the values anew, from where the generator stood when this object was made. It ends where it would without merging.</summary>
    /// <param name="network">A new network, on the CPU; its <c>state_dict</c> has the original's names and order.</param>
    public void Redraw(nn.Module network)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        set_rng_state(_start);
        long[] last = [];
        foreach ((string name, Tensor tensor) in network.state_dict())
        {
            // Of what has one dimension, only the shift of a linear layer is random; it follows the layer's weight, which has two.
            long[] drawn = tensor.dim() > 1 ? tensor.shape : name.EndsWith(".bias", StringComparison.Ordinal) && last.Length == 2 ? last : [];
            if (drawn.Length > 0)
            {
                double bound = Initial.Bound(drawn);
                tensor.uniform_(-bound, bound);
            }
            last = tensor.shape;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _start.Dispose();
}
