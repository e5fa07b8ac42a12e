using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Evaluation.Tests;

/// <summary>Generated networks against what the original code computed with the same weights on the same images.</summary>
[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class GoldenNetworkTests : IDisposable
{
    private const double AuxiliaryWeight = 0.4;

    // What parity means in float32. In float64 what is left is the rounding of the recorded values.
    private const double SingleTolerance = 1e-4;
    private const double DoubleTolerance = 1e-5;

    // The recorded gradients' own rounding: a few nearly cancel, and where a batch of two goes through the CIFAR auxiliary head, whose second
    // batch norm sees two values a channel, rounding is amplified ten-thousandfold. OriginalNetworkTests shows that the function is the same.
    private const double DoubleGradientTolerance = 5e-5;
    private const double DoubleAuxiliaryTolerance = 1e-3;

    // On other devices sums have other orders.
    private static readonly double SingleGradientTolerance = TestDevice.IsCpu ? SingleTolerance : 2e-3;

    // For the same reason the order of sums shows in these gradients: with libtorch alone on two threads it is the original's, with one they are off by 4e-4, with Darts.Kernels by 1.5e-4.
    private const int Threads = 2;
    private const string IllConditioned = "GoldenDartsV2Cifar";

    private readonly TemporaryFolder _folder = new();

    /// <summary>The file, the network, the type to compute in.</summary>
    public static TheoryData<string, string, ScalarType> Networks
    {
        get
        {
            var networks = new TheoryData<string, string, ScalarType>();
            foreach (ScalarType type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
            {
                networks.Add("cnn-darts_v1-cifar-c4-l6", "GoldenDartsV1Cifar", type);
                networks.Add("cnn-darts_v2-cifar-c4-l6", "GoldenDartsV2Cifar", type);
                networks.Add("cnn-darts_v2-imagenet-c8-l5", "GoldenDartsV2ImageNet", type);
                networks.Add("cnn-amoebanet-cifar-c4-l6", "GoldenAmoebaNetCifar", type);
            }
            return networks;
        }
    }

    public void Dispose()
    {
        set_num_threads(1);
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_has_the_originals_names_shapes_and_count(string file, string name, ScalarType type)
    {
        using var golden = new Golden(file);
        using ImageClassifier network = Compiled.Network(name);
        network.to(type);
        Dictionary<string, Tensor> state = network.state_dict();
        Assert.Equal(golden.Under("state.").Order(), state.Keys.Order());
        Assert.All(state, tensor => Assert.Equal(golden[$"state.{tensor.Key}"].shape, tensor.Value.shape));
        Assert.Equal(golden.Metadata["parameters_without_auxiliary"], $"{network.Description.Parameters}");
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Evaluating_gives_the_originals_logits(string file, string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        using var golden = new Golden(file);
        using ImageClassifier network = Load(name, golden, type);
        network.eval();
        (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(golden["x"].to(TestDevice.Current).to(type));
        Tensors.AssertClose(logits, golden["eval.logits"], Tolerance(type), "eval.logits");
        Assert.Null(auxiliary);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Training_gives_the_originals_logits_loss_gradients_and_running_statistics(string file, string name, ScalarType type)
    {
        double gradientTolerance = (type, name) switch
        {
            (ScalarType.Float32, IllConditioned) => Math.Max(SingleGradientTolerance, DoubleAuxiliaryTolerance),
            (ScalarType.Float32, _) => SingleGradientTolerance,
            (_, IllConditioned) => DoubleAuxiliaryTolerance,
            _ => DoubleGradientTolerance,
        };
        Train(file, name, type, gradientTolerance);
        if (type == ScalarType.Float32)
            CpuKernels.Without(() => Train(file, name, type, SingleGradientTolerance));
    }

    private void Train(string file, string name, ScalarType type, double gradientTolerance)
    {
        set_num_threads(type == ScalarType.Float32 ? Threads : 1);
        using var scope = NewDisposeScope();
        using var golden = new Golden(file);
        using ImageClassifier network = Load(name, golden, type);
        (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(golden["x"].to(TestDevice.Current).to(type));
        Tensors.AssertClose(logits, golden["train.logits"], Tolerance(type), "train.logits");

        Tensor labels = golden["y"].to(TestDevice.Current);
        Tensor loss = F.cross_entropy(logits, labels);
        Assert.Equal(golden.Has("train.aux_logits"), auxiliary is not null);
        if (auxiliary is not null)
        {
            Tensors.AssertClose(auxiliary, golden["train.aux_logits"], Math.Max(Tolerance(type), 2e-5), "train.aux_logits");
            loss += AuxiliaryWeight * F.cross_entropy(auxiliary, labels);
        }
        Tensors.AssertClose(loss.reshape(1), golden["train.loss"], Tolerance(type), "train.loss");

        loss.backward();
        Dictionary<string, Tensor> gradients = Compiled.GradientsOf(network);
        Assert.Equal(golden.Under("grad.").Order(), gradients.Keys.Order());
        Assert.All(golden.Under("grad."), tensor => Tensors.AssertClose(gradients[tensor], golden[$"grad.{tensor}"], gradientTolerance, $"grad.{tensor}"));
        Dictionary<string, Tensor> after = network.state_dict();
        Assert.All(golden.Under("after."), tensor => Tensors.AssertClose(after[tensor], golden[$"after.{tensor}"], Tolerance(type), $"after.{tensor}"));
    }

    private static double Tolerance(ScalarType type) => type == ScalarType.Float64 ? DoubleTolerance : SingleTolerance;

    /// <summary>A network with the golden's weights, which went through a weights file on the way.</summary>
    private ImageClassifier Load(string name, Golden golden, ScalarType type)
    {
        string path = _folder.File("weights.safetensors");
        SafeTensors.Write(path, golden.Under("state.").ToDictionary(tensor => tensor, tensor => golden[$"state.{tensor}"]));
        ImageClassifier network = Compiled.Network(name);
        NetworkWeights.Load(network, path);
        network.to(TestDevice.Current);
        return (ImageClassifier)network.to(type);
    }
}
