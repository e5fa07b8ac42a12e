using Darts.Genotypes;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Evaluation.Tests;

/// <summary>Generated networks against the original's structure in float64, at sizes for which there are no goldens.</summary>
[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class OriginalNetworkTests
{
    // Both compute the same sums in float64; only their order differs.
    private const double Tolerance = 1e-9;

    /// <summary>The genotype file, the network: macros, sizes, cells of four and five nodes, an auxiliary head on the last cell.</summary>
    public static TheoryData<string, string> WhereTheOriginalWorks => new()
    {
        { "golden-darts-v2", "GoldenDartsV2Cifar" },
        { "sizes-darts-v2", "DartsV2Of36x40" },
        { "sizes-darts-v2", "DartsV2OfThreeCells" },
        { "sizes-darts-v2", "DartsV2Of256x224" },
        { "sizes-nasnet", "NasNetOf36x40" },
    };

    /// <summary>Networks at sizes that the original rejects: odd ones, and maps its auxiliary pooling does not fit.</summary>
    public static TheoryData<string, string> WhereItDoesNot => new()
    {
        { "sizes-darts-v2", "DartsV2Of31x29" },
        { "sizes-darts-v2", "DartsV2Of5x5" },
        { "sizes-nasnet", "NasNetOf31x29" },
        { "sizes-nasnet", "NasNetOf67x75" },
    };

    [Theory]
    [MemberData(nameof(WhereTheOriginalWorks))]
    public void A_generated_network_computes_and_trains_like_the_original(string file, string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        using ImageClassifier network = Compiled.Network(name);
        using OriginalNetwork original = Original(file, network);
        network.to(ScalarType.Float64);
        original.to(ScalarType.Float64);
        CopyState(network, original);
        Tensor images = Images(network).to(ScalarType.Float64), labels = Labels();

        (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images);
        (Tensor expected, Tensor expectedAuxiliary) = original.Forward(images);
        Tensors.AssertClose(logits, expected, Tolerance, "the logits");
        Tensors.AssertClose(auxiliary!, expectedAuxiliary, Tolerance, "the auxiliary logits");

        Loss(logits, auxiliary!, labels).backward();
        Loss(expected, expectedAuxiliary, labels).backward();
        var gradients = original.named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter.grad!);
        Assert.All(Compiled.GradientsOf(network), gradient => Tensors.AssertClose(gradient.Value, gradients[gradient.Key], 1e3 * Tolerance, gradient.Key));
        Dictionary<string, Tensor> state = original.state_dict();
        Assert.All(network.state_dict(), entry => Tensors.AssertClose(entry.Value, state[entry.Key], Tolerance, entry.Key));

        network.eval();
        original.eval();
        Tensors.AssertClose(network.forward(images), original.Forward(images).Logits, Tolerance, "the logits in evaluation");
    }

    [Theory]
    [MemberData(nameof(WhereItDoesNot))]
    public void Sizes_the_original_rejects_work_and_train(string file, string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(12);
        using ImageClassifier network = Compiled.Network(name);
        using OriginalNetwork original = Original(file, network);
        CopyState(network, original);
        Tensor images = Images(network);
        Assert.ThrowsAny<Exception>(() => original.Forward(images));

        (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images);
        Assert.Equal([2, 5], logits.shape);
        Assert.Equal([2, 5], auxiliary!.shape);
        Loss(logits, auxiliary, Labels()).backward();
        Assert.All(network.named_parameters(), parameter => Assert.True(parameter.parameter.grad!.isfinite().all().item<bool>(), parameter.name));
    }

    private static Tensor Loss(Tensor logits, Tensor auxiliary, Tensor labels) => F.cross_entropy(logits, labels) + (0.4 * F.cross_entropy(auxiliary, labels));

    private static Tensor Images(ImageClassifier network) =>
        randn(2, network.Description.Channels, network.Description.Height, network.Description.Width).to(TestDevice.Current);

    private static Tensor Labels() => tensor([1L, 3L]).to(TestDevice.Current);

    private static OriginalNetwork Original(string file, ImageClassifier network)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "genotypes", $"{file}.genotype.json");
        var genotype = Assert.IsType<ConvolutionalGenotype>(GenotypeReader.Read(File.ReadAllText(path)).Genotype);
        return new OriginalNetwork(genotype, genotype.Networks.OfType<ImageNetworkSpec>().Single(spec => spec.Name == network.Description.Name));
    }

    /// <summary>Every tensor of ours gets the value of the original's tensor of that name.</summary>
    private static void CopyState(ImageClassifier network, OriginalNetwork original)
    {
        using var withoutGradients = no_grad();
        network.to(TestDevice.Current);
        original.to(TestDevice.Current);
        Dictionary<string, Tensor> state = original.state_dict();
        Assert.Equal(state.Keys.Where(name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Order(), network.state_dict().Keys.Order());
        foreach ((string name, Tensor value) in network.state_dict())
            value.copy_(state[name]);
    }
}
