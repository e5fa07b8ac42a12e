using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A text cut into as many columns as a batch has sequences, each read from top to bottom (quark0/darts <c>rnn/utils.py</c>, <c>batchify</c>). What is left over at the end is not read.</summary>
internal sealed class WordColumns : IDisposable
{
    private readonly Tensor _words;

    /// <summary>Cuts a text.</summary>
    /// <param name="text">Int64 [N].</param>
    /// <param name="batch">B.</param>
    /// <param name="what">What the text is, for the message.</param>
    /// <param name="device">Where batches are read.</param>
    /// <exception cref="DartsException">There are fewer than three words a column.</exception>
    public WordColumns(Tensor text, int batch, string what, Device device)
    {
        Rows = (int)(text.shape[0] / batch);
        if (Rows < 3)
            throw new DartsException($"The {what} text has {text.shape[0]} words: too few for batches of {batch} sequences, which take at least {3L * batch}. A smaller batch size may do.");
        using var scope = NewDisposeScope();
        _words = text.narrow(0, 0, (long)Rows * batch).view(batch, Rows).t().contiguous().to(device).DetachFromDisposeScope();
    }

    /// <summary>Words of a column.</summary>
    public int Rows { get; }

    /// <summary>A batch of sequences; its tensors live in the caller's dispose scope.</summary>
    /// <param name="passage">Which words.</param>
    /// <param name="hidden">The state before them.</param>
    public WordBatch Read(Passage passage, Tensor hidden) =>
        new(_words.narrow(0, passage.Start, passage.Words), _words.narrow(0, passage.Start + 1, passage.Words), hidden);

    /// <inheritdoc/>
    public void Dispose() => _words.Dispose();
}
