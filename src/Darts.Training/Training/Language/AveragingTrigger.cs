namespace Darts.Training;

/// <summary>Says when averaging begins (Merity et al. 2018, NT-ASGD): when an epoch's validation loss is above the least one of those that lie at least <paramref name="patience"/> epochs back.</summary>
/// <param name="patience">n ≥ 0.</param>
internal sealed class AveragingTrigger(int patience)
{
    private readonly List<double> _losses = [];

    /// <summary>The validation losses so far.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Takes an epoch's validation loss.</summary>
    /// <returns>Whether averaging is to begin.</returns>
    public bool Fires(double loss)
    {
        // quark0/darts rnn/train.py compares before it adds the loss to those of the past.
        bool fires = _losses.Count > patience && loss > _losses.SkipLast(patience).Min();
        _losses.Add(loss);
        return fires;
    }

    /// <summary>Goes on from losses of the past.</summary>
    public void Restore(IEnumerable<double> losses)
    {
        _losses.Clear();
        _losses.AddRange(losses);
    }
}
