using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>
/// Batch normalisation of each channel (Ioffe, Szegedy 2015) with PyTorch's defaults: [N, C, H, W] → [N, C, H, W].
/// Holds <c>weight</c> and <c>bias</c> if affine, <c>running_mean</c> and <c>running_var</c>.
/// </summary>
/// <remarks>PyTorch's count of batches (<c>num_batches_tracked</c>) is not kept: with a momentum it has no effect.</remarks>
public sealed class BatchNorm : Layer
{
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;

    private readonly int _channels;
    private readonly bool _affine;

    /// <summary>Starts with scale 1, shift 0, running mean 0 and running variance 1.</summary>
    /// <param name="channels">C.</param>
    /// <param name="affine">Whether a learned scale and shift follow the normalisation (off in search: they would trade places with α).</param>
    public BatchNorm(int channels, bool affine = true)
        : base(nameof(BatchNorm))
    {
        (_channels, _affine) = (channels, affine);
        if (affine)
        {
            register_parameter("weight", Initial.Ones(channels));
            register_parameter("bias", Initial.Zeros(channels));
        }
        register_buffer("running_mean", zeros(channels).DetachFromDisposeScope());
        register_buffer("running_var", ones(channels).DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    /// <exception cref="DartsException">Training on a single value per channel, which has no variance.</exception>
    public override Tensor forward(Tensor x)
    {
        if (training && x.numel() <= _channels)
            throw new DartsException("Batch norm cannot train on one value per channel: train on batches of at least 2 images.");
        return F.batch_norm(
            x, get_buffer("running_mean"), get_buffer("running_var"), _affine ? get_parameter("weight") : null, _affine ? get_parameter("bias") : null,
            training, Momentum, Epsilon);
    }
}
