using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// The last pointwise convolutions of several edges into one node, and their sum, as one pointwise convolution of the concatenated inputs:
/// Σ Wᵢ·xᵢ + Σ bᵢ = [W₁ W₂ …]·[x₁; x₂; …] + Σ bᵢ.
/// </summary>
public sealed class PointwiseSum : Layer
{
    private readonly FoldedConvolution _convolution;

    /// <summary>Takes the last convolutions over.</summary>
    /// <param name="edges">Each operation with the branch that leads to the node; at least one, all of the same number of channels.</param>
    public PointwiseSum(params ReadOnlySpan<(FoldedChain Operation, int Branch)> edges)
        : base(nameof(PointwiseSum))
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var weights = new List<Tensor>();
        var biases = new List<Tensor>();
        foreach ((FoldedChain operation, int branch) in edges)
        {
            weights.Add(operation.Last.Weight.chunk(operation.Branches)[branch]);
            biases.Add(operation.Last.Bias!.chunk(operation.Branches)[branch]);
        }
        var geometry = new ConvolutionGeometry([1, 1], [0, 0], [1, 1], Groups: 1, Branches: 1);
        _convolution = new FoldedConvolution(geometry, cat([.. weights], dim: 1), stack([.. biases]).sum(dim: 0));
        register_module("convolution", _convolution);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor concatenated) => _convolution.forward(concatenated);

    /// <summary>The sum.</summary>
    /// <param name="inputs">What the convolutions read, in the order of the edges; [N, C, H, W] each.</param>
    /// <returns>A new tensor, [N, C, H, W].</returns>
    public Tensor Of(params Tensor[] inputs)
    {
        if (inputs.Length == 1)
            return forward(inputs[0]);
        using Tensor concatenated = cat(inputs, dim: 1);
        return forward(concatenated);
    }
}
