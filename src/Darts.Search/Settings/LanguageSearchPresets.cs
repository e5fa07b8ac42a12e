using Darts.Networks;

namespace Darts.Search;

/// <summary>Settings of searches on language, with a name.</summary>
public static class LanguageSearchPresets
{
    /// <summary>The original's search on Penn Treebank: <c>ptb-search</c>.</summary>
    public static LanguageSearchSettings PennTreebank { get; } = new();

    /// <summary>A search of minutes on two CPU cores, for texts of some ten or hundred thousand words: <c>quick</c>. Batches are smaller, because a short text has few columns, and less is dropped, because a
    /// small network forgets enough. α learns faster than in the original, because it takes far fewer steps.</summary>
    public static LanguageSearchSettings Quick { get; } = new()
    {
        Width = 100,
        Epochs = 3,
        BatchSize = 32,
        Length = 20,
        LearningRate = 10,
        ArchitectureLearningRate = 1e-2,
        Dropouts = new(Words: 0, Embedding: 0.1, Input: 0.2, Hidden: 0.1, Output: 0.2),
        NetworkWidth = 200,
    };

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, LanguageSearchSettings> All { get; } = new Dictionary<string, LanguageSearchSettings>(StringComparer.Ordinal)
    {
        ["ptb-search"] = PennTreebank,
        ["quick"] = Quick,
    };

    /// <summary>The settings of this name.</summary>
    /// <param name="name">A key of <see cref="All"/>.</param>
    /// <exception cref="DartsException">There is none; the message lists those there are.</exception>
    public static LanguageSearchSettings Named(string name) => All.TryGetValue(name, out var settings)
        ? settings
        : throw new DartsException($"There is no preset '{name}' for recurrent cells; there are {string.Join(", ", All.Keys.Order(StringComparer.Ordinal))}.");
}
