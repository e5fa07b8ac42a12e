using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>How often which word follows which in a text.</summary>
internal sealed class WordPairs
{
    private readonly Dictionary<(int Before, int Word), int> _counts = [];
    private readonly int[] _before, _following, _preceding;

    /// <summary>Counts.</summary>
    /// <param name="text">Int64 [N].</param>
    /// <param name="vocabulary">V.</param>
    public WordPairs(Tensor text, int vocabulary)
    {
        (_before, _following, _preceding) = (new int[vocabulary], new int[vocabulary], new int[vocabulary]);
        var words = text.data<long>().ToArray();
        for (int i = 1; i < words.Length; i++)
        {
            var pair = ((int)words[i - 1], (int)words[i]);
            _counts[pair] = Count(pair.Item1, pair.Item2) + 1;
            _before[pair.Item1]++;
        }
        foreach (var (before, word) in _counts.Keys)
        {
            _following[before]++;
            _preceding[word]++;
        }
        Words = _preceding.Count(kinds => kinds > 0);
    }

    /// <summary>How many different pairs there are.</summary>
    public int Kinds => _counts.Count;

    /// <summary>How many different words are the second of a pair.</summary>
    public int Words { get; }

    /// <summary>How often <paramref name="word"/> follows <paramref name="before"/>.</summary>
    public int Count(int before, int word) => _counts.GetValueOrDefault((before, word));

    /// <summary>How often any word follows this one.</summary>
    public int Before(int word) => _before[word];

    /// <summary>How many different words follow this one.</summary>
    public int Following(int word) => _following[word];

    /// <summary>How many different words this one follows.</summary>
    public int Preceding(int word) => _preceding[word];

    /// <summary>How many pairs occur so many times.</summary>
    public int KindsSeen(int times) => _counts.Values.Count(count => count == times);
}
