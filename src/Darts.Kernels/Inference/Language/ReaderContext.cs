namespace Darts.Kernels.Inference;

/// <summary>
/// Memory and threads of one caller, and where its texts stand: the states of B texts that are read side by side. Reading and decoding are apart, because who only carries a text on needs no
/// probabilities. Allocates nothing once it is made.
/// </summary>
public sealed unsafe class ReaderContext : IDisposable
{
    private readonly ReaderPlan _plan;
    private readonly ReaderWeights _weights;
    private readonly Team _team;
    private readonly CellReader _cell;
    private readonly LogProbabilities _decoder;
    private readonly FloatBuffer _hidden;
    private readonly FloatBuffer _words;
    private readonly FloatBuffer _outputs;
    private readonly int _length;

    internal ReaderContext(ReaderPlan plan, ReaderWeights weights, int batch, int threads, VectorWidth widest)
    {
        (_plan, _weights, Batch) = (plan, weights, batch);
        _length = CellReader.LengthAtOnce(batch);
        _team = Team.Of(threads);
        _cell = new CellReader(weights.Cell) { Widest = widest };
        _cell.Reserve(_length, batch);
        _decoder = new LogProbabilities(weights.Decoder, weights.Bias) { Widest = widest };
        _decoder.Reserve(_length * batch, threads);
        _hidden = new FloatBuffer(checked(batch * plan.Hidden));
        _words = new FloatBuffer(checked(_length * batch * plan.Embedding));
        _outputs = new FloatBuffer(checked(_length * batch * plan.Hidden));
    }

    /// <summary>B, how many texts are read side by side.</summary>
    public int Batch { get; }

    /// <summary>Where the texts stand: the states after the words read last, [B, H]; zeros before the first. What was copied from here may be copied back.</summary>
    public Span<float> State => _hidden.Span;

    /// <summary>Begins new texts.</summary>
    public void Reset() => _hidden.Span.Clear();

    /// <summary>Reads words, without decoding.</summary>
    /// <param name="words">The next words of each text, [T, B], 0 … V − 1: the first of all texts, then the second.</param>
    /// <exception cref="ArgumentException">A word is not one of the vocabulary, or the words are no whole number of B.</exception>
    public void Read(ReadOnlySpan<int> words) => Read(words, default, decodes: false);

    /// <summary>Reads words and foretells after each of them, as perplexities are measured.</summary>
    /// <param name="words">The next words of each text, [T, B].</param>
    /// <param name="logProbabilities">ln p(next word) of every word of the vocabulary, [T, B, V].</param>
    /// <exception cref="ArgumentException">A word is not one of the vocabulary, the words are no whole number of B, or the span is too short. Nothing was read then.</exception>
    public void Read(ReadOnlySpan<int> words, Span<float> logProbabilities) => Read(words, logProbabilities, decodes: true);

    /// <summary>What the texts foretell after the words read last: ln p(next word).</summary>
    /// <param name="to">[B, V].</param>
    /// <exception cref="ArgumentException">The span is too short.</exception>
    public void LogProbabilities(Span<float> to)
    {
        Require(to.Length, Batch, nameof(to));
        fixed (float* first = to)
            _decoder.Run(_team, (nint)_hidden.Data, Batch, (nint)first);
    }

    /// <summary>Ends the threads and frees the memory.</summary>
    public void Dispose()
    {
        _team.Dispose();
        _cell.Dispose();
        _decoder.Dispose();
        _hidden.Dispose();
        _words.Dispose();
        _outputs.Dispose();
    }

    private void Read(ReadOnlySpan<int> words, Span<float> logProbabilities, bool decodes)
    {
        Check(words);
        if (decodes)
            Require(logProbabilities.Length, words.Length, nameof(logProbabilities));
        fixed (float* first = logProbabilities)
        {
            for (int start = 0; start < words.Length; start += _length * Batch)
            {
                ReadOnlySpan<int> some = words.Slice(start, Math.Min(_length * Batch, words.Length - start));
                Embed(some);
                _cell.Run(_team, (nint)_words.Data, some.Length / Batch, Batch, (nint)_hidden.Data, (nint)_outputs.Data);
                _outputs.Span.Slice((some.Length - Batch) * _plan.Hidden, Batch * _plan.Hidden).CopyTo(_hidden.Span);
                if (decodes)
                    _decoder.Run(_team, (nint)_outputs.Data, some.Length, (nint)(first + ((long)start * _plan.Vocabulary)));
            }
        }
    }

    private void Embed(ReadOnlySpan<int> words)
    {
        for (int i = 0; i < words.Length; i++)
            _weights.Embedding.Span.Slice(words[i] * _plan.Embedding, _plan.Embedding).CopyTo(_words.Span[(i * _plan.Embedding)..]);
    }

    private void Check(ReadOnlySpan<int> words)
    {
        if (words.Length % Batch != 0)
            throw new ArgumentException($"{words.Length} words are no whole number for each of {Batch} texts.", nameof(words));
        for (int i = 0; i < words.Length; i++)
        {
            if ((uint)words[i] >= (uint)_plan.Vocabulary)
                throw new ArgumentException($"Word {i / Batch} of text {i % Batch} is {words[i]}; {_plan.Name} knows the words 0 … {_plan.Vocabulary - 1}.", nameof(words));
        }
    }

    private void Require(int length, int places, string name)
    {
        long needed = (long)places * _plan.Vocabulary;
        if (length < needed)
            throw new ArgumentException($"The probabilities of {_plan.Vocabulary} words at {places} places are {needed} numbers; there is room for {length}.", name);
    }
}
