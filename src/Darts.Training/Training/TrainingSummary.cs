using System.Globalization;

namespace Darts.Training;

/// <summary>What a weights file says of the training that made it.</summary>
/// <param name="Data">The name of the data.</param>
/// <param name="Epochs">How often each image or word was seen.</param>
/// <param name="TestAccuracy">The share of test images classified correctly, in [0, 1]; null for language models.</param>
/// <param name="TestPerplexity">The perplexity on the test text; null for image networks.</param>
public sealed record TrainingSummary(string Data, int Epochs, double? TestAccuracy = null, double? TestPerplexity = null)
{
    private const string DataKey = "data";
    private const string EpochsKey = "epochs";
    private const string AccuracyKey = "testAccuracy";
    private const string PerplexityKey = "testPerplexity";

    /// <summary>As metadata of a weights file.</summary>
    public IReadOnlyDictionary<string, string> ToFacts()
    {
        var facts = new Dictionary<string, string> { [DataKey] = Data, [EpochsKey] = Epochs.ToString(CultureInfo.InvariantCulture) };
        if (TestAccuracy is { } accuracy)
            facts[AccuracyKey] = accuracy.ToString("R", CultureInfo.InvariantCulture);
        if (TestPerplexity is { } perplexity)
            facts[PerplexityKey] = perplexity.ToString("R", CultureInfo.InvariantCulture);
        return facts;
    }
}
