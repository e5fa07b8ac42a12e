using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A search under way: what its epochs consist of.</summary>
/// <param name="run">Its folder.</param>
internal abstract class SearchCourse(RunFolder run) : IDisposable
{
    /// <summary>All that changes.</summary>
    public abstract SearchState State { get; }

    /// <summary>Runs an epoch from a step on.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="step">The first step; afterwards, even after an exception, the step to go on with.</param>
    /// <returns>The epoch's metrics.</returns>
    /// <exception cref="OperationCanceledException">It was stopped between two steps.</exception>
    public abstract IReadOnlyList<(string Name, double Value)> RunEpoch(int epoch, ref int step);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>How undecided α is, cell by cell: the mean entropy of the edges' mixtures in natural units, the logarithm of the operations' number while nothing is decided, 0 when every edge has one.</summary>
    protected IEnumerable<(string Name, double Value)> Entropies() => State.Architecture.Tables.Select(table => ($"{table.Cell}Entropy", Entropy(table.Alphas)));

    /// <summary>Ends the search where the loss is no number.</summary>
    protected void RefuseNonFinite(double loss, int epoch, int step)
    {
        if (!double.IsFinite(loss))
        {
            throw new DartsException(
                $"The loss is no longer finite at step {step} of epoch {epoch + 1}. {(run.HasCheckpoint ? $"The last good checkpoint is '{run.CheckpointFile}'." : "There is no checkpoint yet.")} A lower learning rate may help.");
        }
    }

    private static double Entropy(Tensor alphas)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var logarithms = alphas.log_softmax(-1);
        return -(logarithms.exp() * logarithms).sum(-1).mean().item<float>();
    }
}
