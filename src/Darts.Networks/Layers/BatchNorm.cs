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
    /// <summary>What is added to the variance.</summary>
    internal const double Epsilon = 1e-5;

    private const double Momentum = 0.1;
    private readonly int _channels;
    private readonly int _branches;
    private readonly bool _affine;

    /// <summary>Starts with scale 1, shift 0, running mean 0 and running variance 1.</summary>
    /// <param name="channels">C of one branch.</param>
    /// <param name="affine">Whether a learned scale and shift follow the normalisation (off in search: they would trade places with α).</param>
    /// <param name="branches">How many branches lie one after the other in the channels.</param>
    public BatchNorm(int channels, bool affine = true, int branches = 1)
        : base(nameof(BatchNorm))
    {
        (_channels, _branches, _affine) = (channels, branches, affine);
        int all = branches * channels;
        if (affine)
        {
            register_parameter("weight", Initial.Ones(all));
            register_parameter("bias", Initial.Zeros(all));
        }
        register_buffer("running_mean", zeros(all).DetachFromDisposeScope());
        register_buffer("running_var", ones(all).DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    /// <exception cref="DartsException">Training on a single value per channel, which has no variance.</exception>
    public override Tensor forward(Tensor x) => Forward(x);

    /// <summary>Normalises all branches, or one.</summary>
    /// <param name="x">[N, branches·C, H, W], or [N, C, H, W] of one branch.</param>
    /// <param name="branch">The branch; null for all.</param>
    /// <param name="scale">What to multiply each channel by, [C of x], where there is no learned scale.</param>
    /// <exception cref="DartsException">Training on a single value per channel, which has no variance.</exception>
    internal Tensor Forward(Tensor x, int? branch = null, Tensor? scale = null)
    {
        CheckCount(x.numel(), branch is null ? (long)_branches * _channels : _channels);
        return F.batch_norm(
            x,
            Of(get_buffer("running_mean")!, branch),
            Of(get_buffer("running_var")!, branch),
            _affine ? Of(get_parameter("weight")!, branch) : scale,
            _affine ? Of(get_parameter("bias")!, branch) : null,
            training,
            Momentum,
            Epsilon);
    }

    /// <summary>The learned scale and shift, if any, and the running statistics, of all branches or of one: live, or views.</summary>
    internal (Tensor? Scale, Tensor? Shift, Tensor RunningMean, Tensor RunningVariance) State(int? branch) => (
        _affine ? Of(get_parameter("weight")!, branch) : null,
        _affine ? Of(get_parameter("bias")!, branch) : null,
        Of(get_buffer("running_mean")!, branch),
        Of(get_buffer("running_var")!, branch));

    /// <summary>Refuses to train on what has no variance.</summary>
    /// <param name="elements">Of all channels.</param>
    /// <param name="channels">How many channels.</param>
    /// <exception cref="DartsException">There is a single value per channel.</exception>
    internal void CheckCount(long elements, long channels)
    {
        if (training && elements <= channels)
            throw new DartsException("Batch norm cannot train on one value per channel: train on batches of at least 2 images.");
    }

    /// <summary>What it does to each channel in evaluation: x·scale + shift, both [branches·C], without gradients.</summary>
    internal (Tensor Scale, Tensor Shift) ScaleAndShift()
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        Tensor scale = (get_buffer("running_var")! + Epsilon).rsqrt_();
        if (_affine)
            scale.mul_(get_parameter("weight")!);
        Tensor shift = get_buffer("running_mean")!.neg().mul_(scale);
        if (_affine)
            shift.add_(get_parameter("bias")!);
        return (scope.MoveToOuter(scale), scope.MoveToOuter(shift));
    }

    private Tensor Of(Tensor all, int? branch) => branch is { } index ? all.narrow(0, (long)index * _channels, _channels) : all;
}
