namespace Darts.Genotypes.Converting;

/// <summary>Which names a text gives to which places, the last one of a name, in the order of their first. A name that stands there
/// again and again is taken out of the text once.</summary>
internal sealed class NamedOffsets
{
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);
    private string _lastSet = "";
    private string _lastFound = "";

    /// <summary>The names and their places.</summary>
    public IReadOnlyDictionary<string, int> All => _offsets;

    /// <summary>Gives a name to a place; false if there are too many names.</summary>
    public bool Set(string text, int start, int end, int offset)
    {
        string name = Take(ref _lastSet, text, start, end);
        if (!_offsets.ContainsKey(name) && _offsets.Count == ConversionLimits.Names)
            return false;
        _offsets[name] = offset;
        return true;
    }

    /// <summary>The place a name has; -1 if it has none.</summary>
    public int Find(string text, int start, int end) => end - start <= GenotypeLimits.NameLength && _offsets.TryGetValue(Take(ref _lastFound, text, start, end), out int offset) ? offset : -1;

    private static string Take(ref string last, string text, int start, int end)
    {
        if (last.Length != end - start || string.CompareOrdinal(text, start, last, 0, last.Length) != 0)
            last = text.Substring(start, end - start);
        return last;
    }
}
