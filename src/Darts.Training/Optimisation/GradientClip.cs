using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Clipping by the global norm, as <c>torch.nn.utils.clip_grad_norm_</c>.</summary>
public static class GradientClip
{
    // PyTorch's guard against a division by zero.
    private const double Guard = 1e-6;

    /// <summary>Multiplies all gradients in place by min(1, <paramref name="maxNorm"/> / (‖g‖ + 1e-6)), where ‖g‖ is the L2 norm over all of them together.
    /// Nothing is read back from the device: a norm that is not finite makes the gradients so, and the loss of the next step shows it.</summary>
    /// <param name="parameters">The parameters; those without a gradient do not count.</param>
    /// <param name="maxNorm">The largest norm let through, &gt; 0.</param>
    /// <returns>‖g‖ before clipping, a scalar on the parameters' device; the caller disposes it.</returns>
    public static Tensor Apply(IReadOnlyList<(string Name, Tensor Parameter)> parameters, double maxNorm)
    {
        using var scope = NewDisposeScope();
        var gradients = parameters.Select(named => named.Parameter.grad).OfType<Tensor>().ToArray();
        if (gradients.Length == 0)
        {
            return scope.MoveToOuter(zeros(1).squeeze(0));
        }

        return scope.MoveToOuter(TensorLists.Clip(gradients, maxNorm, Guard));
    }

    /// <summary>maxNorm / (‖g‖ + 1e-6): what <see cref="Apply"/> multiplies by where it is below 1.</summary>
    /// <param name="norm">‖g‖.</param>
    /// <param name="maxNorm">The largest norm let through.</param>
    /// <returns>A scalar on the norm's device; the caller disposes it.</returns>
    public static Tensor Factor(Tensor norm, double maxNorm) => maxNorm / (norm + Guard);
}
