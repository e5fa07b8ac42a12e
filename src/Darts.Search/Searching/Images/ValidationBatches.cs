using Darts.Training;

namespace Darts.Search;

/// <summary>The validation half as one stream without end: pass after pass, each shuffled anew, each batch whole.</summary>
/// <remarks>The original starts a new loader for every batch and takes its first: random as well, but it shuffles the whole half each time.</remarks>
internal sealed class ValidationBatches : IDisposable
{
    private readonly BatchStream _stream;
    private readonly int _batchesPerPass;
    private int _pass;
    private IEnumerator<Batch> _batches;

    /// <summary>Opens the stream.</summary>
    /// <param name="stream">Where the batches come from.</param>
    /// <param name="images">The images in it.</param>
    /// <param name="batchSize">Images of a batch. An incomplete last batch of a pass is left out, unless there is no other.</param>
    /// <param name="taken">How many batches the search has taken before.</param>
    public ValidationBatches(BatchStream stream, int images, int batchSize, long taken)
    {
        _stream = stream;
        _batchesPerPass = Math.Max(1, images / batchSize);
        _pass = (int)(taken / _batchesPerPass);
        _batches = _stream.Epoch(_pass, (int)(taken % _batchesPerPass)).GetEnumerator();
    }

    /// <summary>The next batch, which the stream disposes when another is asked for.</summary>
    public Batch Next()
    {
        if (_batches.MoveNext() && _batches.Current.Step < _batchesPerPass)
            return _batches.Current;
        _batches.Dispose();
        _batches = _stream.Epoch(++_pass).GetEnumerator();
        _batches.MoveNext();
        return _batches.Current;
    }

    /// <inheritdoc/>
    public void Dispose() => _batches.Dispose();
}
