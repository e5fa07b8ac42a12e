using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>A text cut into as many columns as a batch has sequences, each read from top to bottom (quark0/darts <c>rnn/utils.py</c>, <c>batchify</c>). What is left over at the end is not read.</summary>
public sealed class WordColumns : IDisposable
{
    private const long Fewest = 3;

    private readonly Tensor _words;

    /// <summary>Cuts a text.</summary>
    /// <param name="text">Int64 [N].</param>
    /// <param name="batch">B.</param>
    /// <param name="what">What the text is, for the message.</param>
    /// <param name="device">Where batches are read.</param>
    /// <exception cref="DartsException">There are fewer than three words a column.</exception>
    public WordColumns(Tensor text, int batch, string what, Device device)
    {
        Check(text, batch, what);
        (Batch, Rows) = (batch, (int)(text.shape[0] / batch));
        using var scope = NewDisposeScope();
        _words = text.narrow(0, 0, (long)Rows * batch).view(batch, Rows).t().contiguous().to(device).DetachFromDisposeScope();
    }

    /// <summary>B: how many columns there are.</summary>
    public int Batch { get; }

    /// <summary>Words of a column.</summary>
    public int Rows { get; }

    /// <summary>Refuses a text that is too short to be cut, before anything is begun.</summary>
    /// <param name="text">Int64 [N].</param>
    /// <param name="batch">B.</param>
    /// <param name="what">What the text is, for the message.</param>
    /// <exception cref="DartsException">There are fewer than three words a column.</exception>
    public static void Check(Tensor text, int batch, string what)
    {
        if (text.shape[0] / batch < Fewest)
            throw new DartsException($"The {what} text has {text.shape[0]} words: too few for batches of {batch} sequences, which take at least {Fewest * batch}. A smaller batch size may do.");
    }

    /// <summary>A batch of sequences; its tensors live in the caller's dispose scope.</summary>
    /// <param name="passage">Which words.</param>
    /// <param name="hidden">The state before them.</param>
    public WordBatch Read(Passage passage, Tensor hidden) =>
        new(_words.narrow(0, passage.Start, passage.Words), _words.narrow(0, passage.Start + 1, passage.Words), hidden);

    /// <inheritdoc/>
    public void Dispose() => _words.Dispose();
}
