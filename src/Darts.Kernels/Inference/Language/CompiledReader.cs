namespace Darts.Kernels.Inference;

/// <summary>
/// What compiled language models for inference derive from: words in, log-probabilities of the next word out, without a tensor library. Weights are read once; any number of threads may read texts
/// at once, each with a context of its own (<see cref="CreateContext"/>).
/// </summary>
public abstract class CompiledReader : IDisposable
{
    private readonly ReaderWeights _weights;

    /// <summary>Reads the weights.</summary>
    /// <param name="weights">Where they are.</param>
    /// <param name="plan">The sizes that were known when the class was compiled.</param>
    /// <exception cref="WeightsException">Weights are missing or belong to another network.</exception>
    protected CompiledReader(IWeights weights, ReaderPlan plan)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(plan);
        weights.CheckOwner(plan.Owner);
        Plan = plan;
        var cell = new ReaderCell();
        Describe(cell);
        _weights = new ReaderWeights(weights, plan, cell.Layout(plan));
    }

    /// <summary>The model's sizes.</summary>
    public ReaderPlan Plan { get; }

    /// <summary>How many threads a context has unless it is told otherwise, at least 1; all cores at first.</summary>
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

    internal VectorWidth Widest { get; set; } = VectorWidths.Widest;

    /// <summary>Memory and threads to read texts with; for one caller at a time.</summary>
    /// <param name="batch">B, how many texts are read side by side; at least 1.</param>
    /// <param name="threads">How many threads, the caller among them; 0 for <see cref="Threads"/>.</param>
    public ReaderContext CreateContext(int batch = 1, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return new(Plan, _weights, batch, threads == 0 ? Threads : threads, Widest);
    }

    /// <summary>Frees the weights; contexts are of no use then.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the weights.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _weights.Dispose();
    }

    /// <summary>Says what the cell is; called once, before the weights are read.</summary>
    /// <param name="cell">Takes its nodes, product by product.</param>
    protected abstract void Describe(ReaderCell cell);
}
