using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Search;

/// <summary>The search on images: cross-entropy of a <see cref="Search.Supernet"/>. A pass gives the logits, [N, classes].</summary>
/// <param name="supernet">The search network, on its device.</param>
/// <param name="architecture">α, of the same device and type.</param>
public sealed class ImageProblem(Supernet supernet, ConvolutionalArchitecture architecture) : BilevelProblem<Batch>(supernet, architecture)
{
    /// <summary>The search network.</summary>
    public Supernet Supernet => supernet;

    /// <summary>The logits at the present α, in the network's mode: [N, classes].</summary>
    /// <param name="images">[N, C, H, W].</param>
    public Tensor Logits(Tensor images) => supernet.forward(images, architecture);

    /// <inheritdoc/>
    protected override (Tensor Loss, Tensor Output) Forward(Batch batch)
    {
        Tensor logits;
        using (Autocast.Begin(Precision, batch.Images.device))
            logits = Logits(batch.Images).to(batch.Images.dtype);
        return (F.cross_entropy(logits, batch.Labels), logits);
    }
}
