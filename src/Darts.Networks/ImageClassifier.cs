using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The base of compiled image networks.</summary>
/// <remarks>
/// A derived class registers its modules in its constructor, under the original's state-dict names, and computes in <see cref="Compute"/>.
/// Everything a pass allocates, other than what it returns, is freed when it ends.
/// </remarks>
public abstract class ImageClassifier : nn.Module<Tensor, Tensor>
{
    private InitialDraw? _draw = new();

    /// <summary>Starts a network without modules.</summary>
    /// <param name="description">What it is.</param>
    protected ImageClassifier(NetworkDescription description)
        : base(description.Name) => Description = description;

    /// <summary>What this network is.</summary>
    public NetworkDescription Description { get; }

    /// <summary>How likely an image loses an operation's output during training, in [0, 1); 0 when new. Trainers raise it from epoch to epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public double DropPath
    {
        get;
        set => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A drop path probability is in [0, 1).");
    }

    /// <summary>The logits of both heads.</summary>
    /// <param name="images">[N, C, H, W], of the network's device and type.</param>
    /// <returns>[N, classes] each; the auxiliary ones only in training mode and where the network has the head. The caller disposes them.</returns>
    /// <exception cref="DartsException">The images have another shape than the network was compiled for.</exception>
    public (Tensor Logits, Tensor? Auxiliary) ForwardBoth(Tensor images)
    {
        Description.CheckImages(images);
        using DisposeScope scope = NewDisposeScope();
        (Tensor logits, Tensor? auxiliary) = Compute(images, new DropPath(training ? DropPath : 0));
        scope.MoveToOuter(logits);
        if (auxiliary is not null)
            scope.MoveToOuter(auxiliary);
        return (logits, auxiliary);
    }

    /// <summary>The logits.</summary>
    /// <param name="images">[N, C, H, W], of the network's device and type.</param>
    /// <returns>[N, classes]; the caller disposes it.</returns>
    /// <exception cref="DartsException">The images have another shape than the network was compiled for.</exception>
    public sealed override Tensor forward(Tensor images)
    {
        (Tensor logits, Tensor? auxiliary) = ForwardBoth(images);
        auxiliary?.Dispose();
        return logits;
    }

    /// <summary>This network for inference: the function it has in evaluation, with a copy of its weights and running statistics. Training it further does not change the copy.</summary>
    /// <returns>A network of the same device and type; the caller disposes it.</returns>
    public abstract InferenceNetwork ForInference();

    /// <summary>Parameters and running statistics under the original's names and in its order, whatever was merged.</summary>
    /// <param name="destination">What to add to; null for a new dictionary.</param>
    /// <param name="prefix">What to put before every name.</param>
    /// <returns>Live tensors, or views of them.</returns>
    public override Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
    {
        destination ??= [];
        foreach ((string name, Tensor tensor) in MergedNames.Split(base.state_dict(null, prefix)))
            destination.TryAdd(name, tensor);
        return destination;
    }

    /// <summary>To be called at the end of a derived constructor that makes merged modules: draws the initial values in the original's order.</summary>
    protected void DrawInitialValues()
    {
        _draw?.Redraw(this);
        _draw?.Dispose();
        _draw = null;
    }

    /// <summary>The network itself; runs inside a dispose scope, so intermediate tensors need no care.</summary>
    /// <param name="images">[N, C, H, W], checked; not to be overwritten.</param>
    /// <param name="drop">To be applied to the output of every operation that is not an identity.</param>
    /// <returns>[N, classes] each; the auxiliary ones only in training mode.</returns>
    protected abstract (Tensor Logits, Tensor? Auxiliary) Compute(Tensor images, DropPath drop);

    /// <summary>Does nothing: modules are registered by name, once. (Reflection over fields would register them again under the fields' names.)</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
