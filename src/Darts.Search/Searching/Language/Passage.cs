using Darts.Networks;

namespace Darts.Search;

/// <summary>The words that a step of the search reads, of every column of a batch.</summary>
/// <param name="Start">The first.</param>
/// <param name="Words">How many; at the text's end fewer than <paramref name="Length"/>.</param>
/// <param name="Length">How many were to be read, which the learning rate follows.</param>
internal readonly record struct Passage(int Start, int Words, int Length)
{
    /// <summary>One passage in so many is half as long (quark0/darts <c>rnn/train_search.py</c>: with p = 0.95 the whole length).</summary>
    private const int Halved = 20;

    /// <summary>Cuts an epoch's text; what is drawn follows from seed and epoch alone.</summary>
    /// <param name="rows">Words of a column.</param>
    /// <param name="length">Words of a whole passage.</param>
    /// <param name="seed">Of the lengths.</param>
    /// <param name="epoch">Counted from 0.</param>
    public static IReadOnlyList<Passage> Cut(int rows, int length, long seed, int epoch)
    {
        var passages = new List<Passage>();
        for (int start = 0; start < rows - 2; start += passages[^1].Length)
        {
            bool isHalf = Math.BigMul((ulong)Seeds.Mix(seed, epoch, passages.Count), Halved, out _) == 0;
            int wanted = isHalf ? length / 2 : length;
            passages.Add(new(start, Math.Min(wanted, rows - 1 - start), wanted));
        }
        return passages;
    }

    /// <summary>The passage of another text that goes with this one: it goes round in the text.</summary>
    /// <param name="rows">Words of a column there.</param>
    /// <param name="length">Words of a whole passage.</param>
    public Passage In(int rows, int length)
    {
        int start = Start % (rows - 1);
        return new(start, Math.Min(length, rows - 1 - start), length);
    }
}
