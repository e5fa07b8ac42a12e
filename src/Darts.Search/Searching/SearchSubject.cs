using Darts.Genotypes;
using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>What a search is for: the architecture's name, the network to compile from it, and where both come from.</summary>
/// <param name="Name">The name of the architecture and of its network's class.</param>
/// <param name="Settings">The search.</param>
/// <param name="Data">What is searched on.</param>
internal sealed record SearchSubject(string Name, SearchSettings Settings, ImageData Data)
{
    /// <summary>The genotype of two cells.</summary>
    /// <param name="normal">The normal cell.</param>
    /// <param name="reduce">The reduction cell.</param>
    /// <param name="epochs">The epochs searched.</param>
    public ConvolutionalGenotype Genotype(Genotypes.Cell normal, Genotypes.Cell reduce, int epochs)
    {
        var input = new ImageShape(Data.Train.Size.Channels, Data.Train.Size.Height, Data.Train.Size.Width);
        var network = new ImageNetworkSpec(
            Name, ImageMacro.Cifar, Settings.NetworkChannels, Settings.NetworkLayers, Data.Classes.Count, input, Settings.NetworkAuxiliary);
        string method = Settings.Order == SearchOrder.Second ? "darts-second-order" : "darts-first-order";
        return new ConvolutionalGenotype(Name, normal, reduce, [network], new Provenance(method, Data.Name, Settings.Seed, epochs));
    }

    /// <summary>Checks before the search, not after hours, that what it will write can be compiled.</summary>
    /// <exception cref="DartsException">It could not.</exception>
    public void Check()
    {
        using var alphas = zeros(SearchSpace.Edges, SearchSpace.Operations.Count);
        var cell = GenotypeDerivation.Derive(alphas, CellSpace.Convolutional);
        var problems = GenotypeReader.Read(GenotypeWriter.Write(Genotype(cell, cell, Settings.Epochs))).Problems;
        if (problems.Count > 0)
            throw new DartsException($"No network '{Name}' can be made of this search: {problems[0].Message}");
    }
}
