using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>x·Wᵀ + b: [N, cIn] → [N, cOut]. Holds <c>weight</c> and <c>bias</c>.</summary>
public sealed class Linear : Layer, IFoldable
{
    /// <summary>Starts with PyTorch's random values.</summary>
    /// <param name="cIn">Input features.</param>
    /// <param name="cOut">Output features.</param>
    public Linear(int cIn, int cOut)
        : base(nameof(Linear))
    {
        register_parameter("weight", Initial.Uniform(fanIn: cIn, cOut, cIn));
        register_parameter("bias", Initial.Uniform(fanIn: cIn, cOut));
    }

    private Linear(Tensor weight, Tensor bias)
        : base(nameof(Linear))
    {
        register_parameter("weight", Copy(weight));
        register_parameter("bias", Copy(bias));
    }

    /// <inheritdoc/>
    public Layer Fold() => new Linear(get_parameter("weight")!, get_parameter("bias")!);

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => F.linear(x, get_parameter("weight")!, get_parameter("bias"));

    private static Parameter Copy(Tensor values) => (Parameter)new Parameter(values.detach().clone(), requires_grad: false).DetachFromDisposeScope();
}
