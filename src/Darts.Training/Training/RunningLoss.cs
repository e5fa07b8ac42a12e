using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>The loss and the accuracy of an epoch so far, summed on the device: reading a number back makes the device wait, so it is done only to show one.</summary>
public sealed class RunningLoss : IDisposable
{
    private const string SumsName = "sums";
    private readonly Tensor _sums;

    /// <summary>Nothing so far.</summary>
    /// <param name="device">Where losses are computed.</param>
    public RunningLoss(Device device) => _sums = zeros(3, float64, device).DetachFromDisposeScope();

    /// <summary>Adds a step.</summary>
    /// <param name="loss">The mean loss of the batch, a scalar.</param>
    /// <param name="logits">[N, classes].</param>
    /// <param name="labels">int64 [N].</param>
    public void Add(Tensor loss, Tensor logits, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var count = labels.shape[0];
        var correct = logits.argmax(1).eq(labels).sum().to(float64);
        _sums.add_(stack([loss.to(float64) * (double)count, correct, full_like(correct, count)]));
    }

    /// <summary>Adds a step of which there is no accuracy.</summary>
    /// <param name="loss">The mean loss, a scalar.</param>
    /// <param name="count">Of how many.</param>
    public void Add(Tensor loss, long count)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Tensor sum = loss.to(float64) * (double)count;
        _sums.add_(stack([sum, zeros_like(sum), full_like(sum, count)]));
    }

    /// <summary>Reads the means.</summary>
    /// <returns>The mean loss, the share classified correctly and the number of images; zeros before the first step.</returns>
    public (double Loss, double Accuracy, long Images) Read()
    {
        using var sums = _sums.cpu();
        var values = sums.data<double>().ToArray();
        return values[2] == 0 ? default : (values[0] / values[2], values[1] / values[2], (long)values[2]);
    }

    /// <summary>Back to nothing.</summary>
    public void Reset() => _sums.zero_();

    /// <summary>For a checkpoint in the middle of an epoch.</summary>
    /// <returns>The live tensor.</returns>
    public IReadOnlyDictionary<string, Tensor> SaveState() => new Dictionary<string, Tensor>(StringComparer.Ordinal) { [SumsName] = _sums };

    /// <summary>Continues from a checkpoint.</summary>
    /// <param name="state">What <see cref="SaveState"/> gave.</param>
    /// <exception cref="DartsException">It is something else.</exception>
    public void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        if (!state.TryGetValue(SumsName, out var sums) || !sums.shape.SequenceEqual(_sums.shape))
        {
            throw new DartsException("The checkpoint holds no sums of the epoch it was written in.");
        }

        _sums.copy_(sums);
    }

    /// <inheritdoc/>
    public void Dispose() => _sums.Dispose();
}
