using System.CommandLine;
using Darts.Cli.Running;
using Darts.Networks;
using Darts.Search;
using Darts.Training;

namespace Darts.Cli.Options;

/// <summary>A search and a training that go together, by name.</summary>
internal static class RunPresets
{
    /// <summary>What is taken where none is named; every space has it.</summary>
    private const string Default = "quick";

    /// <summary>Those for images.</summary>
    public static IReadOnlyDictionary<string, (SearchSettings Search, TrainingSettings Training)> Images { get; } =
        new Dictionary<string, (SearchSettings, TrainingSettings)>(StringComparer.Ordinal)
        {
            [Default] = (SearchPresets.Quick, TrainingPresets.Quick),
            ["cifar10"] = (SearchPresets.Cifar10, TrainingPresets.Cifar10),
        };

    /// <summary>Those for texts.</summary>
    public static IReadOnlyDictionary<string, (LanguageSearchSettings Search, LanguageTrainingSettings Training)> Texts { get; } =
        new Dictionary<string, (LanguageSearchSettings, LanguageTrainingSettings)>(StringComparer.Ordinal)
        {
            [Default] = (LanguageSearchPresets.Quick, LanguageTrainingPresets.Quick),
            ["ptb"] = (LanguageSearchPresets.PennTreebank, LanguageTrainingPresets.PennTreebank),
        };

    /// <summary>The option.</summary>
    public static Option<string> Option { get; } = Choices.Option(
        "--preset", $"the settings that are not given one by one: quick takes minutes, cifar10 and ptb are the paper's [default: {Default}]", [.. Images.Keys.Union(Texts.Keys)]);

    /// <summary>The plan to start from: that of the run, or of a preset where one is named or no run is continued.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="started">The run to continue; null for none.</param>
    /// <param name="presets">Those of the space.</param>
    /// <param name="space">Its name, for the message.</param>
    /// <exception cref="DartsException">The space has no preset of this name.</exception>
    public static RunPlan<TSearch, TTraining> Plan<TSearch, TTraining>(
        ParseResult parsed, RunConfiguration? started, IReadOnlyDictionary<string, (TSearch Search, TTraining Training)> presets, string space)
    {
        string? named = parsed.GetValue(Option);
        if (started is not null && named is null)
            return RunFile.PlanOf<TSearch, TTraining>(started);
        return presets.TryGetValue(named ?? Default, out var preset)
            ? new("", preset.Search, preset.Training)
            : throw new DartsException($"There is no preset '{named}' for {space} cells; there are {string.Join(", ", presets.Keys)}.");
    }
}
