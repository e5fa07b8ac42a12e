using Darts.Kernels.Inference;
using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Evaluation.Tests.PyTorch;

/// <summary>
/// A model in PyTorch → its file → our class, which computes the same → our file → a model in PyTorch with the same weights, bit by bit. Skipped where there is no PyTorch.
/// </summary>
public sealed class PyTorchRoundTripTests(PyTorchProcess python) : IClassFixture<PyTorchProcess>, IDisposable
{
    /// <summary>‖ours − theirs‖ / ‖theirs‖.</summary>
    private const double Tolerance = 1e-4;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Genotype file, network, whether the state has the names of a data-parallel model, as the original's ImageNet checkpoints do.</summary>
    public static TheoryData<string, string, bool> ImageNetworks => new()
    {
        { "golden-darts-v1", "GoldenDartsV1Cifar", false },
        { "golden-darts-v2", "GoldenDartsV2Cifar", true },
        { "golden-amoebanet", "GoldenAmoebaNetCifar", false },
        { "golden-darts-v2", "GoldenDartsV2ImageNet", true },
    };

    public static TheoryData<string, string> LanguageModels => new()
    {
        { "golden-darts-v1-rnn", "GoldenDartsV1Language" },
        { "golden-enas-rnn", "GoldenEnasLanguage" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ImageNetworks))]
    public void An_image_network_of_pytorch_becomes_ours_and_goes_back(string genotype, string name, bool parallel)
    {
        using var scope = NewDisposeScope();
        Make(genotype, name, parallel);
        using var example = SafeTensorsFile.Open(_folder.File("example"));
        Tensor images = example.Read("images"), expected = example.Read("expected");
        using ImageClassifier network = Compiled.Network(name);
        network.eval();
        NetworkWeights.Load(network, _folder.File("pytorch"));
        using (no_grad())
            Tensors.AssertClose(network.forward(images), expected, Tolerance, "logits");
        Tensors.AssertClose(Inferred(name, "pytorch", images, network.Description.Classes), expected, Tolerance, "logits without a tensor library");
        SendBack(network, genotype, name);
        Tensors.AssertClose(Inferred(name, "converted", images, network.Description.Classes), expected, Tolerance, "logits of the converted file");
    }

    [Theory]
    [MemberData(nameof(LanguageModels))]
    public void A_language_model_of_pytorch_becomes_ours_and_goes_back(string genotype, string name)
    {
        using var scope = NewDisposeScope();
        Make(genotype, name, parallel: false);
        using var example = SafeTensorsFile.Open(_folder.File("example"));
        using LanguageModel model = Compiled.LanguageModel(name);
        model.eval();
        NetworkWeights.Load(model, _folder.File("pytorch"));
        using (no_grad())
            Tensors.AssertClose(model.forward(example.Read("tokens"), example.Read("hidden")).LogProbabilities, example.Read("expected"), Tolerance, "log-probabilities");
        SendBack(model, genotype, name);
    }

    private void Make(string genotype, string name, bool parallel) => python.Ask(new
    {
        command = "make",
        genotype = GenotypeFile(genotype),
        network = name,
        parallel,
        seed = name.Length,
        state = _folder.File("pytorch"),
        example = _folder.File("example"),
    });

    /// <summary>Both ways back: from the file that was converted, and from a network that was loaded and saved.</summary>
    private void SendBack(nn.Module network, string genotype, string name)
    {
        WeightsConversion.ToDarts(_folder.File("pytorch"), _folder.File("converted"), network);
        NetworkWeights.Save(network, _folder.File("saved"));
        foreach (string ours in (string[])["converted", "saved"])
        {
            WeightsConversion.ToPyTorch(_folder.File(ours), _folder.File("back"), network);
            var answer = python.Ask(new { command = "check", genotype = GenotypeFile(genotype), network = name, state = _folder.File("back"), original = _folder.File("pytorch") });
            Assert.Equal(network.state_dict().Count, answer.GetProperty("compared").GetInt32());
        }
    }

    /// <summary>The logits of the class for inference.</summary>
    private Tensor Inferred(string name, string file, Tensor images, int classes)
    {
        using var weights = WeightsFile.Open(_folder.File(file));
        using CompiledClassifier network = Compiled.ForInference(name, weights);
        int batch = (int)images.shape[0];
        var logits = new float[batch * classes];
        network.Run(images.data<float>().ToArray(), logits, batch);
        return tensor(logits).view(batch, classes);
    }

    private static string GenotypeFile(string name) => Path.Combine(AppContext.BaseDirectory, "genotypes", $"{name}.genotype.json");
}
