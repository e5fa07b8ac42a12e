using Darts.Networks;

namespace Darts.Training;

/// <summary>The words that a step reads, of every column of a batch. How long it is is drawn at random, so that the cuts between passages lie elsewhere in every epoch.</summary>
/// <param name="Start">The first.</param>
/// <param name="Words">How many; at the text's end fewer than <paramref name="Length"/>.</param>
/// <param name="Length">How many were to be read, which the learning rate follows.</param>
public readonly record struct Passage(int Start, int Words, int Length)
{
    /// <summary>The fewest words that are to be read in training (quark0/darts <c>rnn/train.py</c>).</summary>
    public const int Shortest = 5;

    /// <summary>One passage in so many is half as long (<c>rnn/train.py</c>, <c>rnn/train_search.py</c>: with p = 0.95 the whole length).</summary>
    private const int Halved = 20;

    /// <summary>The standard deviation of lengths in training.</summary>
    private const double Spread = 5;

    /// <summary>How much longer than asked for a passage of training may be, so that a rare draw does not exhaust memory (<c>max_seq_len_delta</c>).</summary>
    private const int MostMore = 20;

    /// <summary>Cuts an epoch's text for a search: passages of <paramref name="length"/> words, some of half as many. What is drawn follows from seed and epoch alone.</summary>
    /// <param name="rows">Words of a column.</param>
    /// <param name="length">Words of a whole passage.</param>
    /// <param name="seed">Of the lengths.</param>
    /// <param name="epoch">Counted from 0.</param>
    public static IReadOnlyList<Passage> CutForSearch(int rows, int length, long seed, int epoch) =>
        Cut(rows, place => IsHalf(seed, epoch, place) ? length / 2 : length);

    /// <summary>Cuts an epoch's text for training: lengths from the normal distribution around <paramref name="length"/>, sometimes around its half. What is drawn follows from seed and epoch alone.</summary>
    /// <param name="rows">Words of a column.</param>
    /// <param name="length">The mean.</param>
    /// <param name="seed">Of the lengths.</param>
    /// <param name="epoch">Counted from 0.</param>
    public static IReadOnlyList<Passage> CutForTraining(int rows, int length, long seed, int epoch) => Cut(rows, place =>
    {
        double mean = IsHalf(seed, epoch, place) ? length / 2.0 : length;
        return Math.Min(Math.Max(Shortest, (int)(mean + (Spread * Normal(seed, epoch, place)))), length + MostMore);
    });

    /// <summary>The passage of another text that goes with this one: it goes round in the text.</summary>
    /// <param name="rows">Words of a column there.</param>
    /// <param name="length">Words of a whole passage.</param>
    public Passage In(int rows, int length)
    {
        int start = Start % (rows - 1);
        return new(start, Math.Min(length, rows - 1 - start), length);
    }

    /// <summary>One passage after the other; at most the last word is left over.</summary>
    private static List<Passage> Cut(int rows, Func<int, int> lengthAt)
    {
        var passages = new List<Passage>();
        for (int start = 0; start < rows - 2; start += passages[^1].Length)
        {
            int length = lengthAt(passages.Count);
            passages.Add(new(start, Math.Min(length, rows - 1 - start), length));
        }
        return passages;
    }

    private static bool IsHalf(long seed, int epoch, int place) => Math.BigMul((ulong)Seeds.Mix(seed, epoch, place), Halved, out _) == 0;

    /// <summary>A draw from the standard normal distribution (Box and Muller).</summary>
    private static double Normal(long seed, int epoch, int place)
    {
        // 53 bits each, the first in (0, 1].
        double radius = ((ulong)Seeds.Mix(seed, epoch, place, 1) >> 11) + 1, angle = (ulong)Seeds.Mix(seed, epoch, place, 2) >> 11;
        return Math.Sqrt(-2 * Math.Log(radius / (1L << 53))) * Math.Cos(Math.Tau * angle / (1L << 53));
    }
}
