using System.Globalization;
using System.Text.Json;
using Darts.Networks;

namespace Darts.Training;

/// <summary>What a weights file says of the data it was trained on, so that image files can be fed to the network later.</summary>
/// <param name="Classes">The name of each class.</param>
/// <param name="Normalisation">What is done to pixels.</param>
/// <param name="Seed">The seed by which test images were chosen, where the data had none of its own.</param>
/// <param name="Training">How it was trained and how well; written for people, not read back.</param>
public sealed record TrainedWeights(IReadOnlyList<string> Classes, Normalisation Normalisation, long Seed, TrainingSummary? Training = null)
{
    private const string ClassesKey = "classes";
    private const string MeanKey = "mean";
    private const string StdKey = "std";
    private const string SeedKey = "seed";

    /// <summary>Saves a network's weights with these facts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; replaced as a whole or not at all.</param>
    /// <exception cref="DartsException">The file cannot be written.</exception>
    public void Save(ImageClassifier network, string path) => NetworkWeights.Save(network, path, new Dictionary<string, string>(Training?.ToFacts() ?? new Dictionary<string, string>())
    {
        [ClassesKey] = JsonSerializer.Serialize(Classes),
        [MeanKey] = JsonSerializer.Serialize(Normalisation.Mean),
        [StdKey] = JsonSerializer.Serialize(Normalisation.Std),
        [SeedKey] = Seed.ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>Reads the facts of a weights file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null where there are none: the weights come from elsewhere.</returns>
    /// <exception cref="DartsException">The file cannot be read, or the facts are damaged.</exception>
    public static TrainedWeights? FactsOf(string path)
    {
        using var file = SafeTensorsFile.Open(path);
        var facts = file.Metadata;
        if (!facts.ContainsKey(ClassesKey))
        {
            return null;
        }

        try
        {
            return new(Read<string[]>(facts, ClassesKey), new(Read<float[]>(facts, MeanKey), Read<float[]>(facts, StdKey)), Read<long>(facts, SeedKey));
        }
        catch (JsonException e)
        {
            throw new DartsException($"The metadata of '{path}' is damaged: {ClassesKey}, {MeanKey}, {StdKey} and {SeedKey} do not all have their form.", e);
        }
    }

    private static T Read<T>(IReadOnlyDictionary<string, string> facts, string key) =>
        JsonSerializer.Deserialize<T>(facts.GetValueOrDefault(key) ?? "null") ?? throw new JsonException();
}
