using Darts.Kernels.Weights;

namespace Darts.Kernels.Inference;

/// <summary>Where a compiled network gets its weights.</summary>
public interface IWeights
{
    /// <summary>Reads a tensor.</summary>
    /// <param name="name">Its name in the original's state dict.</param>
    /// <param name="to">Its elements in row-major order; as many as the network expects.</param>
    /// <exception cref="WeightsException">There is no such tensor, or it has another size.</exception>
    void Read(string name, Span<float> to);

    /// <summary>Refuses a network whose weights these are not. Weights that do not know whose they are, are for any.</summary>
    /// <param name="network">The network that is to take them.</param>
    /// <exception cref="WeightsException">They are another network's; the message names both.</exception>
    void CheckOwner(WeightsOwner network)
    {
    }
}
