using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// The base of compiled image networks for inference: a trained network's function in evaluation, up to rounding, with batch norms folded, without gradients and
/// without the auxiliary head. It owns its weights.
/// </summary>
public abstract class InferenceNetwork : nn.Module<Tensor, Tensor>
{
    /// <summary>Starts a network without modules.</summary>
    /// <param name="description">What it is.</param>
    protected InferenceNetwork(NetworkDescription description)
        : base(description.Name) => Description = description;

    /// <summary>What this network is.</summary>
    public NetworkDescription Description { get; }

    /// <summary>The logits.</summary>
    /// <param name="images">[N, C, H, W], of the network's device and type.</param>
    /// <returns>[N, classes]; the caller disposes it.</returns>
    /// <exception cref="DartsException">The images have another shape than the network was compiled for.</exception>
    public sealed override Tensor forward(Tensor images)
    {
        Description.CheckImages(images);
        using var withoutGradients = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        return scope.MoveToOuter(Compute(Layout(images)));
    }

    /// <summary>The network itself; runs inside a dispose scope, without gradients.</summary>
    /// <param name="images">[N, C, H, W], checked; not to be overwritten.</param>
    /// <returns>[N, classes].</returns>
    protected abstract Tensor Compute(Tensor images);

    /// <summary>The cells for inference.</summary>
    protected static InferenceCell[] FoldCells(IEnumerable<Cell> cells) => [.. cells.Select(static cell => cell.ForInference())];

    /// <summary>Does nothing: modules are registered by name, once.</summary>
    protected sealed override void RegisterComponents()
    {
    }

    /// <summary>
    /// On a CPU, the images with the channels innermost in memory. libtorch keeps that layout from layer to layer, and its depthwise convolutions (2 times) and pools
    /// (5 to 10 times) are faster in it; a pointwise convolution is then one matrix product.
    /// </summary>
    private static Tensor Layout(Tensor images) =>
        images.device_type == DeviceType.CPU ? images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : images;
}
