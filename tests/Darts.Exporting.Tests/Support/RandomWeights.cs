using Darts.Genotypes;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Exporting.Tests.Support;

/// <summary>Weights of a network that was not compiled.</summary>
internal static class RandomWeights
{
    public static void Write(ConvolutionalGenotype genotype, string path, Dictionary<string, string>? facts = null, Action<Dictionary<string, Tensor>>? change = null)
    {
        using var scope = NewDisposeScope();
        var state = StateShapes.Of(ExportedNetwork.Of(genotype, genotype.Networks[0].Name)).ToDictionary(tensor => tensor.Key, tensor => rand(tensor.Value));
        change?.Invoke(state);
        SafeTensors.Write(path, state, facts);
    }
}
