using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class TrainedWeightsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File => _folder.File("weights.safetensors");

    [Fact]
    public void The_facts_are_read_back()
    {
        var facts = new TrainedWeights(["T-shirt/top", "Ångström \"x\""], new([0.1f, 1f / 3], [0.25f, 0.5f]), long.MinValue);
        using var network = TinyClassifier.Seeded(1);
        facts.Save(network, File);
        var read = TrainedWeights.FactsOf(File)!;
        Assert.Equal(facts.Classes, read.Classes);
        Assert.Equal((facts.Normalisation, facts.Seed), (read.Normalisation, read.Seed));
    }

    [Fact]
    public void Weights_from_elsewhere_have_no_facts()
    {
        using var network = TinyClassifier.Seeded(1);
        NetworkWeights.Save(network, File);
        Assert.Null(TrainedWeights.FactsOf(File));
    }

    [Theory]
    [InlineData("[\"a\"]", null)]
    [InlineData("[\"a\"]", "7")]
    [InlineData("{", "[0.5]")]
    public void Damaged_facts_are_named(string classes, string? mean)
    {
        var facts = new Dictionary<string, string> { ["classes"] = classes, ["std"] = "[1]", ["seed"] = "1" };
        if (mean is not null)
        {
            facts["mean"] = mean;
        }

        SafeTensors.Write(File, new Dictionary<string, Tensor> { ["a"] = ones(1) }, facts);
        Assert.Contains(File, Assert.Throws<DartsException>(() => TrainedWeights.FactsOf(File)).Message);
    }
}
