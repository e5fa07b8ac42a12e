namespace Darts.Training;

/// <summary>What counting words alone reaches on the test text of a corpus.</summary>
/// <param name="Unigram">The perplexity of a <see cref="Training.Unigram"/> of the training text.</param>
/// <param name="AddOneBigram">That of an <see cref="Training.AddOneBigram"/>.</param>
/// <param name="Bigram">That of a <see cref="KneserNeyBigram"/>.</param>
public sealed record NGramPerplexities(double Unigram, double AddOneBigram, double Bigram)
{
    /// <summary>Counts the training text and foretells the test text.</summary>
    /// <param name="corpus">The text.</param>
    public static NGramPerplexities Of(TextCorpus corpus)
    {
        int vocabulary = corpus.Vocabulary.Count;
        NGramModel[] models = [new Unigram(corpus.Train, vocabulary), new AddOneBigram(corpus.Train, vocabulary), new KneserNeyBigram(corpus.Train, vocabulary)];
        double[] perplexities = [.. models.Select(model => model.Perplexity(corpus.Test))];
        return new(perplexities[0], perplexities[1], perplexities[2]);
    }
}
