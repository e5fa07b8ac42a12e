using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Exporting;

/// <summary>Finds what is to be exported.</summary>
internal static class ExportedNetwork
{
    /// <summary>A network of a genotype with all its shapes.</summary>
    /// <exception cref="DartsException">The genotype is not one of images or has no network of that name; the message says which it has.</exception>
    public static NetworkGraph Of(Genotype genotype, string name)
    {
        if (genotype is not ConvolutionalGenotype convolutional)
            throw new DartsException($"Genotype {genotype.Name} is recurrent: packages and ONNX files are for classifiers of images. The classes of a language model are written with --to csharp.");
        return Lowering.Lower(convolutional, (ImageNetworkSpec)Find(genotype, name));
    }

    /// <summary>A network of a genotype of any kind.</summary>
    /// <exception cref="DartsException">The genotype has no network of that name; the message says which it has.</exception>
    public static NetworkSpec Find(Genotype genotype, string name) => genotype.Networks.FirstOrDefault(network => network.Name == name) ?? throw NotFound(genotype, name);

    private static DartsException NotFound(Genotype genotype, string name)
    {
        if (genotype.Networks.Count == 0)
            return new DartsException($"Genotype {genotype.Name} has no network called {name}; it has none at all. Networks are named in its file, under \"networks\".");
        string[] names = [.. genotype.Networks.Select(network => network.Name)];
        return new DartsException($"Genotype {genotype.Name} has no network called {name}. Did you mean {names.MinBy(candidate => EditDistance.Between(name, candidate))}? It has: {string.Join(", ", names)}.");
    }
}
