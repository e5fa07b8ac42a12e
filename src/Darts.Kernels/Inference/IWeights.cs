namespace Darts.Kernels.Inference;

/// <summary>Where a compiled network gets its weights.</summary>
public interface IWeights
{
    /// <summary>Reads a tensor.</summary>
    /// <param name="name">Its name in the original's state dict.</param>
    /// <param name="to">Its elements in row-major order; as many as the network expects.</param>
    /// <exception cref="WeightsException">There is no such tensor, or it has another size.</exception>
    void Read(string name, Span<float> to);
}
