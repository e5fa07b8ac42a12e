namespace Darts.Genotypes;

/// <summary>The sizes of a network as one line, in the words of a genotype file: what files of its weights say, to be told from the same cells in another network.</summary>
public static class NetworkSize
{
    /// <summary>Of an image network: <c>cifar, channels 36, layers 20, classes 10, input [3, 32, 32]</c>.</summary>
    /// <param name="graph">The network.</param>
    public static string Of(NetworkGraph graph)
    {
        var (channels, height, width) = graph.Input;
        string macro = graph.Stem.Macro == ImageMacro.Cifar ? "cifar" : "imagenet";
        return FormattableString.Invariant($"{macro}, channels {graph.Stem.Channels}, layers {graph.Cells.Count}, classes {graph.Classifier.Classes}, input [{channels}, {height}, {width}]");
    }

    /// <summary>Of a language model: <c>embedding 850, hidden 850, vocabulary 10000</c>.</summary>
    /// <param name="network">The model.</param>
    public static string Of(LanguageNetworkSpec network) =>
        FormattableString.Invariant($"embedding {network.Embedding}, hidden {network.Hidden}, vocabulary {network.Vocabulary}");
}
