using System.Collections.Concurrent;

namespace Darts.Kernels.Inference;

/// <summary>
/// What compiled classes for inference derive from: an image classifier without a tensor library. Weights are read once; any number of threads may call
/// <see cref="Run"/> at once, each with a context of its own or one of those kept for it.
/// </summary>
public abstract class CompiledClassifier : IDisposable
{
    private readonly FloatBuffer _weights;
    private readonly ConcurrentBag<InferenceContext> _idle = [];

    /// <summary>Reads the weights.</summary>
    /// <param name="weights">Where they are.</param>
    /// <param name="plan">The sizes that were planned when the class was compiled.</param>
    /// <exception cref="WeightsException">Weights are missing or belong to another network.</exception>
    protected CompiledClassifier(IWeights weights, InferencePlan plan)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(plan);
        weights.CheckOwner(plan.Owner);
        Plan = plan;
        _weights = new FloatBuffer(plan.Weights);
        var packer = new WeightPacker(weights, _weights);
        Pack(packer);
        packer.Finish();
    }

    /// <summary>Sizes of images, logits and memory.</summary>
    public InferencePlan Plan { get; }

    /// <summary>How many threads <see cref="Run"/> uses, at least 1; all cores at first.</summary>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = Environment.ProcessorCount;

    internal FloatBuffer Weights => _weights;

    internal VectorWidth Widest { get; set; } = VectorWidths.Widest;

    /// <summary>Memory and threads to classify with; for one caller at a time.</summary>
    /// <param name="threads">How many threads, the caller among them; 0 for <see cref="Threads"/>.</param>
    public InferenceContext CreateContext(int threads = 0) => new(this, threads == 0 ? Threads : threads);

    /// <summary>Classifies images. May be called by several threads at once.</summary>
    /// <param name="images">[batch, C, H, W], normalised as in training.</param>
    /// <param name="logits">[batch, classes].</param>
    /// <param name="batch">How many images.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Run(ReadOnlySpan<float> images, Span<float> logits, int batch)
    {
        if (!_idle.TryTake(out var context))
            context = CreateContext();
        try
        {
            context.Run(images, logits, batch);
        }
        catch
        {
            // Its memory may hold half a computation.
            context.Dispose();
            throw;
        }

        _idle.Add(context);
    }

    /// <summary>Frees weights and contexts, but for those the caller made.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees weights and contexts.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        while (_idle.TryTake(out var context))
            context.Dispose();
        _weights.Dispose();
    }

    /// <summary>Lays the weights out.</summary>
    /// <param name="packer">Takes them step by step, in the order of <see cref="Forward"/>.</param>
    protected abstract void Pack(WeightPacker packer);

    /// <summary>Computes the last cell's output from the image.</summary>
    /// <param name="frame">Where to.</param>
    protected internal abstract void Forward(Frame frame);
}
