using Darts.Search;
using Darts.Training;

namespace Darts.Cli.Options;

/// <summary>A search and a training that go together, by name.</summary>
internal static class RunPresets
{
    /// <summary>What is taken where none is named.</summary>
    public const string Default = "quick";

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, (SearchSettings Search, TrainingSettings Training)> All { get; } =
        new Dictionary<string, (SearchSettings, TrainingSettings)>(StringComparer.Ordinal)
        {
            ["quick"] = (SearchPresets.Quick, TrainingPresets.Quick),
            ["cifar10"] = (SearchPresets.Cifar10, TrainingPresets.Cifar10),
        };

    /// <summary>The preset of a name that the option has let through.</summary>
    public static (SearchSettings Search, TrainingSettings Training) Named(string name) => All[name];
}
