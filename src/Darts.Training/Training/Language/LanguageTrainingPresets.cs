using Darts.Networks;

namespace Darts.Training;

/// <summary>Settings of language models by name.</summary>
public static class LanguageTrainingPresets
{
    /// <summary>quark0/darts <c>rnn/train.py</c>: what the Penn Treebank results of the paper were trained with.</summary>
    public static LanguageTrainingSettings PennTreebank { get; } = new();

    /// <summary>The same with what the paper's WikiText-2 results take.</summary>
    public static LanguageTrainingSettings WikiText2 { get; } = new() { WeightDecay = 5e-7, Dropouts = Dropouts.WikiText2 };

    /// <summary>A small model on a text of some ten or hundred thousand words within minutes, on a CPU. Batches are smaller, because a short text has few columns, and less is dropped, because a small
    /// model forgets enough.</summary>
    public static LanguageTrainingSettings Quick { get; } = new()
    {
        Epochs = 7,
        BatchSize = 20,
        LearningRate = 10,
        Dropouts = new(Words: 0, Embedding: 0.1, Input: 0.1, Hidden: 0.1, Output: 0.2),
        Patience = 0,
    };

    /// <summary>The presets by name.</summary>
    public static IReadOnlyDictionary<string, LanguageTrainingSettings> All { get; } =
        new Dictionary<string, LanguageTrainingSettings>(StringComparer.Ordinal) { ["ptb"] = PennTreebank, ["wikitext2"] = WikiText2, ["quick"] = Quick };

    /// <summary>The preset called <paramref name="name"/>.</summary>
    /// <param name="name">A name.</param>
    /// <exception cref="DartsException">There is none of that name; the message lists those there are.</exception>
    public static LanguageTrainingSettings Named(string name) => All.TryGetValue(name, out var settings)
        ? settings
        : throw new DartsException($"There is no preset '{name}' for language models; there are {string.Join(", ", All.Keys)}.");
}
