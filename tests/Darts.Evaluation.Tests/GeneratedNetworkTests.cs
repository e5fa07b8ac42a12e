using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Evaluation.Tests;

public sealed class GeneratedNetworkTests
{
    [Fact]
    public void Drop_path_drops_every_operation_but_identities()
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        using ImageClassifier network = Compiled.Network("DartsV2Of36x40");
        // Logit i < 4 becomes the mean over node 2 + i of the last cell.
        Tensor weight = network.get_parameter("classifier.weight")!, bias = network.get_parameter("classifier.bias")!;
        long channels = weight.shape[1] / 4;
        weight.zero_();
        bias.zero_();
        for (int node = 0; node < 4; node++)
            weight[node].narrow(0, node * channels, channels).fill_(1);
        // s0 of the last cell must not be normalised to a mean of 0.
        network.get_parameter("cells.4.preprocess0.bn.bias")!.fill_(1);

        network.DropPath = 1 - 1e-12;
        float[] nodes = network.forward(randn(2, 1, 36, 40))[0].data<float>().ToArray();

        // Nodes 4 and 5 are a dropped convolution plus the identity of s0; nodes 2 and 3 are dropped convolutions only.
        Assert.Equal((0f, 0f), (nodes[0], nodes[1]));
        Assert.Equal(nodes[2], nodes[3]);
        Assert.True(nodes[2] > 0.5f);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Repeated_passes_leave_no_tensors_behind(bool training)
    {
        using ImageClassifier network = Compiled.Network("DartsV2Of36x40");
        network.DropPath = 0.2;
        network.train(training);
        using Tensor images = rand(2, 1, 36, 40);
        void Pass()
        {
            using var gradients = set_grad_enabled(training);
            (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images);
            logits.Dispose();
            auxiliary?.Dispose();
        }

        Pass();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 5; i++)
            Pass();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Every_published_network_can_be_made_by_name_and_has_the_parameters_it_says()
    {
        var assembly = NetworkAssembly.Load(Path.Combine(AppContext.BaseDirectory, "Darts.Evaluation.dll"));
        Assert.True(assembly.Names.Count >= 2 * 14, string.Join(", ", assembly.Names));
        foreach (string name in assembly.Names)
        {
            if (assembly.IsLanguageModel(name))
            {
                using LanguageModel model = assembly.CreateLanguageModel(name);
                Assert.Equal((name, model.Description.Parameters), (model.Description.Name, model.parameters().Sum(parameter => parameter.numel())));
                continue;
            }
            using ImageClassifier network = assembly.Create(name);
            long parameters = network.named_parameters().Where(p => !p.name.StartsWith("auxiliary_head.", StringComparison.Ordinal)).Sum(p => p.parameter.numel());
            Assert.Equal((name, network.Description.Parameters), (network.Description.Name, parameters));
        }
    }
}
