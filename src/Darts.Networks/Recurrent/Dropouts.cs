namespace Darts.Networks;

/// <summary>
/// How likely a language model loses what during training: locked ("variational") dropout (Gal, Ghahramani 2016; Merity et al. 2018), one mask for all words of a sequence; each in [0, 1).
/// What is left is scaled up by 1/(1−p).
/// </summary>
/// <param name="Words">Words of the vocabulary: all occurrences of a word lose their embedding (the original's <c>dropoute</c>).</param>
/// <param name="Embedding">Numbers of the embedded words (<c>dropouti</c>).</param>
/// <param name="Input">Numbers of the embedded words where the cell reads them, on top of <paramref name="Embedding"/> (<c>dropoutx</c>).</param>
/// <param name="Hidden">Numbers of every state inside the cell where a matrix product reads it, one mask for all of them (<c>dropouth</c>).</param>
/// <param name="Output">Numbers of the cell's outputs where the decoder reads them (<c>dropout</c>).</param>
public sealed record Dropouts(double Words, double Embedding, double Input, double Hidden, double Output)
{
    /// <summary>Nothing is dropped.</summary>
    public static Dropouts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>What quark0/darts searches with (<c>rnn/train_search.py</c>).</summary>
    public static Dropouts Search { get; } = new(Words: 0, Embedding: 0.2, Input: 0.75, Hidden: 0.25, Output: 0.75);

    /// <summary>What it trains on Penn Treebank with (<c>rnn/train.py</c>).</summary>
    public static Dropouts PennTreebank { get; } = Search with { Words = 0.1 };

    /// <summary>What it trains on WikiText-2 with.</summary>
    public static Dropouts WikiText2 { get; } = PennTreebank with { Hidden = 0.15 };

    /// <inheritdoc cref="Dropouts(double, double, double, double, double)"/>
    public double Words { get; init => field = Probability(value); } = Words;

    /// <inheritdoc cref="Dropouts(double, double, double, double, double)"/>
    public double Embedding { get; init => field = Probability(value); } = Embedding;

    /// <inheritdoc cref="Dropouts(double, double, double, double, double)"/>
    public double Input { get; init => field = Probability(value); } = Input;

    /// <inheritdoc cref="Dropouts(double, double, double, double, double)"/>
    public double Hidden { get; init => field = Probability(value); } = Hidden;

    /// <inheritdoc cref="Dropouts(double, double, double, double, double)"/>
    public double Output { get; init => field = Probability(value); } = Output;

    private static double Probability(double value) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A dropout is a probability in [0, 1).");
}
