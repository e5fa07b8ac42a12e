using Darts.Genotypes;
using Darts.Training;

namespace Darts.Search;

/// <summary>A classifier of images to be found.</summary>
/// <param name="Name">The name of the architecture and of its network's class.</param>
/// <param name="Settings">The search.</param>
/// <param name="Data">What is searched on.</param>
internal sealed record ImageSubject(string Name, SearchSettings Settings, ImageData Data) : SearchSubject(Name, Settings.Order)
{
    /// <inheritdoc/>
    protected override CellSpace Space => CellSpace.Convolutional;

    /// <inheritdoc/>
    protected override int Cells => 2;

    /// <inheritdoc/>
    protected override Genotype Genotype(IReadOnlyList<Genotypes.Cell> cells, int epochs)
    {
        var input = new ImageShape(Data.Train.Size.Channels, Data.Train.Size.Height, Data.Train.Size.Width);
        var network = new ImageNetworkSpec(
            Name, ImageMacro.Cifar, Settings.NetworkChannels, Settings.NetworkLayers, Data.Classes.Count, input, Settings.NetworkAuxiliary);
        return new ConvolutionalGenotype(Name, cells[0], cells[1], [network], new Provenance(Method, Data.Name, Settings.Seed, epochs));
    }
}
