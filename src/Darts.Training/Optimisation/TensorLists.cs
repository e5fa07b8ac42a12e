using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Arithmetic over lists of tensors in one call for all of them: a step over hundreds of parameters costs little more than one over a single parameter.</summary>
/// <remarks>
/// libtorch has these operations (<c>_foreach_*</c>, <c>_fused_sgd_</c>), TorchSharp has no names for them: they go through a TorchScript of a few lines, compiled at the first
/// use. Everything stays on the tensors' device. All tensors of a call have one device and type, and its lists are equally long.
/// </remarks>
public static class TensorLists
{
    // A function has to return something that TorchSharp takes, and takes more than one argument so that a list is not taken for all of them.
    private const string Script = """
        def sgd(parameters: List[Tensor], gradients: List[Tensor], momenta: List[Tensor], decay: float, factor: float, rate: float, first: bool) -> Tensor:
            torch._fused_sgd_(parameters, gradients, momenta, weight_decay=decay, momentum=factor, lr=rate, dampening=0.0, nesterov=False, maximize=False, is_first_step=first)
            return parameters[0]

        def look_ahead(parameters: List[Tensor], gradients: List[Tensor], momenta: List[Tensor], decay: float, factor: float, rate: float) -> Tensor:
            direction = torch._foreach_add(gradients, parameters, alpha=decay)
            if len(momenta) > 0:
                torch._foreach_add_(direction, momenta, alpha=factor)
            torch._foreach_add_(parameters, direction, alpha=-rate)
            return parameters[0]

        def norm(tensors: List[Tensor], order: float) -> Tensor:
            return torch.norm(torch.stack(torch._foreach_norm(tensors, order)), order)

        def clip(gradients: List[Tensor], limit: float, guard: float) -> Tensor:
            total = torch.norm(torch.stack(torch._foreach_norm(gradients, 2.0)), 2.0)
            torch._foreach_mul_(gradients, torch.clamp(torch.reciprocal(total + guard) * limit, max=1.0))
            return total

        def add_scaled(targets: List[Tensor], directions: List[Tensor], factor: Tensor) -> Tensor:
            torch._foreach_add_(targets, torch._foreach_mul(directions, factor))
            return targets[0]

        def average(averages: List[Tensor], values: List[Tensor], weight: float) -> Tensor:
            torch._foreach_add_(averages, torch._foreach_sub(values, averages), alpha=weight)
            return averages[0]

        def copy(targets: List[Tensor], sources: List[Tensor]) -> Tensor:
            torch._foreach_copy_(targets, sources)
            return targets[0]

        """;

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Script));

    /// <summary>A step of SGD, in place: g ← ∇ + λw; m ← μm + g, or m ← g at the first step; w ← w − ηm.</summary>
    /// <param name="parameters">w; at least one.</param>
    /// <param name="gradients">∇; not changed.</param>
    /// <param name="momenta">m; empty at μ = 0. At the first step their values are not looked at.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="first">Whether it is the first step.</param>
    public static void StepSgd(Tensor[] parameters, Tensor[] gradients, Tensor[] momenta, double weightDecay, double momentum, double learningRate, bool first)
    {
        using Scalar decay = weightDecay, factor = momentum, rate = learningRate;
        Invoke("sgd", parameters, gradients, momenta, decay, factor, rate, first).Dispose();
    }

    /// <summary>The same without changing m, in place: w ← w − η(μm + ∇ + λw).</summary>
    /// <param name="parameters">w; at least one.</param>
    /// <param name="gradients">∇; not changed.</param>
    /// <param name="momenta">m, not changed; empty where there is none yet.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="learningRate">η.</param>
    public static void LookAhead(Tensor[] parameters, Tensor[] gradients, Tensor[] momenta, double weightDecay, double momentum, double learningRate)
    {
        using Scalar decay = weightDecay, factor = momentum, rate = learningRate;
        Invoke("look_ahead", parameters, gradients, momenta, decay, factor, rate).Dispose();
    }

    /// <summary>The L2 norm over all elements of all tensors.</summary>
    /// <param name="tensors">At least one.</param>
    /// <returns>A tensor without dimensions, on the tensors' device.</returns>
    public static Tensor Norm(Tensor[] tensors)
    {
        using Scalar order = 2.0;
        return Invoke("norm", tensors, order);
    }

    /// <summary>Multiplies all tensors in place by min(1, <paramref name="limit"/> / (norm + <paramref name="guard"/>)).</summary>
    /// <param name="gradients">At least one.</param>
    /// <param name="limit">The largest norm let through.</param>
    /// <param name="guard">Against a division by zero.</param>
    /// <returns>The norm before, without dimensions, on the tensors' device.</returns>
    public static Tensor Clip(Tensor[] gradients, double limit, double guard)
    {
        using Scalar largest = limit, small = guard;
        return Invoke("clip", gradients, largest, small);
    }

    /// <summary>Adds <paramref name="factor"/> times a direction to every target, in place.</summary>
    /// <param name="targets">At least one.</param>
    /// <param name="directions">What to add; not changed.</param>
    /// <param name="factor">A tensor without dimensions.</param>
    public static void AddScaled(Tensor[] targets, Tensor[] directions, Tensor factor) => Invoke("add_scaled", targets, directions, factor).Dispose();

    /// <summary>Moves averages towards values, in place: a ← a + weight·(v − a); at weight 1 they become the values.</summary>
    /// <param name="averages">a; at least one.</param>
    /// <param name="values">v; not changed.</param>
    /// <param name="weight">In (0, 1].</param>
    public static void Average(Tensor[] averages, Tensor[] values, double weight)
    {
        // a + (v − a) is not v to the last bit.
        if (weight == 1)
        {
            Copy(averages, values);
            return;
        }

        using Scalar share = weight;
        Invoke("average", averages, values, share).Dispose();
    }

    /// <summary>Copies every source into its target.</summary>
    /// <param name="targets">At least one.</param>
    /// <param name="sources">Of the same shapes.</param>
    public static void Copy(Tensor[] targets, Tensor[] sources) => Invoke("copy", targets, sources).Dispose();

    private static Tensor Invoke(string function, params object[] arguments)
    {
        // The parameters are leaves of the graph and are changed in place.
        using var noGradients = no_grad();
        return (Tensor)Compiled.Value.invoke(function, arguments);
    }
}
