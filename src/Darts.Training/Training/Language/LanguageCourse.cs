using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>What became of the epochs of a training so far: validation losses, the best of them, and how often it went back to the best.</summary>
/// <param name="patience">n of the <see cref="AveragingTrigger"/>.</param>
internal sealed class LanguageCourse(int patience)
{
    private const string LossesName = "losses";
    private const string BestName = "best";
    private const string RollBacksName = "rollBacks";

    private readonly AveragingTrigger _trigger = new(patience);
    private long _rollBacksBeforeBest;

    /// <summary>The least validation loss; infinite before the first.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether there are best weights.</summary>
    public bool HasBest => double.IsFinite(Best);

    /// <summary>How often training went back to the best weights.</summary>
    public long RollBacks { get; private set; }

    /// <summary>How often since they were found.</summary>
    public long RollBacksOfBest => RollBacks - _rollBacksBeforeBest;

    /// <summary>Takes a validation loss.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool IsBest(double loss)
    {
        if (loss >= Best)
            return false;
        (Best, _rollBacksBeforeBest) = (loss, RollBacks);
        return true;
    }

    /// <inheritdoc cref="AveragingTrigger.Fires"/>
    public bool StartsAveraging(double loss) => _trigger.Fires(loss);

    /// <summary>Counts a return to the best weights.</summary>
    public void RollBack() => RollBacks++;

    /// <summary>For a checkpoint.</summary>
    public IReadOnlyDictionary<string, Tensor> SaveState()
    {
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [RollBacksName] = tensor(new[] { RollBacks, _rollBacksBeforeBest }) };
        if (HasBest)
            state[BestName] = tensor(Best, float64);
        if (_trigger.Losses.Count > 0)
            state[LossesName] = tensor(_trigger.Losses.ToArray());
        return state;
    }

    /// <summary>Continues from a checkpoint.</summary>
    /// <exception cref="DartsException">It holds something else.</exception>
    public void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        if (!state.TryGetValue(RollBacksName, out Tensor? rollBacks) || rollBacks.numel() != 2)
            throw new DartsException("The checkpoint does not say how often the training went back to its best weights.");
        long[] counts = rollBacks.data<long>().ToArray();
        (RollBacks, _rollBacksBeforeBest) = (counts[0], counts[1]);
        Best = state.TryGetValue(BestName, out Tensor? best) ? best.item<double>() : double.PositiveInfinity;
        _trigger.Restore(state.TryGetValue(LossesName, out Tensor? losses) ? losses.data<double>().ToArray() : []);
    }
}
