using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What follows a product of gates, in as few operations as the tensor library takes it.</summary>
internal static class Gates
{
    /// <summary>A node: from a state towards its candidate, as far as its gate is open. The product is overwritten.</summary>
    /// <param name="state">s, [B, H].</param>
    /// <param name="product">[B, n·2H]; the part of the gate becomes σ(c), that of the candidate f(h).</param>
    /// <param name="place">Which of the product's gates.</param>
    /// <param name="activation">f.</param>
    /// <returns>A new tensor, [B, H].</returns>
    public static Tensor Move(Tensor state, Tensor product, int place, Activation activation)
    {
        long width = state.shape[1];
        using Tensor gate = product.narrow(1, 2 * place * width, width), candidate = product.narrow(1, ((2 * place) + 1) * width, width);
        gate.sigmoid_();
        Activate(candidate, activation);
        return state.lerp(candidate, gate);
    }

    /// <summary>Where a gate's numbers lie.</summary>
    public static GateTensors Places(Tensor state, Tensor product, int place) => new(
        (int)state.shape[0], (int)state.shape[1], CpuKernels.Address(state), CpuKernels.Address(product) + (nint)(2 * place * state.shape[1] * sizeof(float)), product.stride(0));

    /// <summary>The mean of nodes: a new tensor.</summary>
    public static Tensor Mean(Tensor[] nodes)
    {
        Tensor sum = nodes[0].clone();
        foreach (Tensor node in nodes.AsSpan(1))
            sum.add_(node);
        return nodes.Length == 1 ? sum : sum.div_(nodes.Length);
    }

    private static void Activate(Tensor candidate, Activation activation)
    {
        switch (activation)
        {
            case Activation.Tanh:
                candidate.tanh_();
                break;
            case Activation.Relu:
                candidate.relu_();
                break;
            case Activation.Sigmoid:
                candidate.sigmoid_();
                break;
        }
    }
}
