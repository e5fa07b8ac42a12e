using Darts.Codegen.Tests.Harness;
using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Codegen.Tests;

/// <summary>Generated classes, compiled, loaded and run.</summary>
[Collection(TorchTests.Name)]
public sealed class CompiledNetworkTests
{
    [Theory]
    [InlineData("3, 8, 8")]
    [InlineData("1, 7, 13")]
    [InlineData("4, 32, 32")]
    public void A_CIFAR_network_computes_logits_from_both_heads_at_any_size(string input) =>
        Run(Sample.Genotype(Sample.Cifar("A", input: input)), network =>
        {
            using Tensor images = Images(network, count: 2);
            var (logits, auxiliary) = network.ForwardBoth(images);
            using (logits)
            using (auxiliary)
            {
                Assert.Equal([2, 10], logits.shape);
                Assert.Equal([2, 10], auxiliary!.shape);
                (logits.sum() + auxiliary.sum()).backward();
            }
            Assert.All(network.parameters(), parameter => Assert.NotNull(parameter.grad));
            network.eval();
            Assert.Null(network.ForwardBoth(images).Auxiliary);
        });

    [Theory]
    [InlineData("3, 64, 64")]
    [InlineData("2, 37, 50")]
    public void An_ImageNet_network_computes_logits_at_any_size(string input) =>
        Run(Sample.Genotype(Sample.ImageNet("A", input: input)), network =>
        {
            using Tensor images = Images(network, count: 2);
            Assert.Equal([2, 10], network.forward(images).shape);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Few_layers_and_the_auxiliary_head_on_the_last_cell_work(int layers) =>
        Run(Sample.Genotype(Sample.Cifar("A", layers: layers)), network =>
        {
            using Tensor images = Images(network, count: 2);
            Assert.Equal([2, 10], network.ForwardBoth(images).Auxiliary!.shape);
        });

    [Fact]
    public void The_state_has_the_originals_names_and_dead_nodes_weights() =>
        Run(Sample.Genotype(Sample.Cifar("A"), "2 ← 0 sep_conv_3x3, 3 ← 2 dil_conv_3x3, 3 ← 1 max_pool_3x3", "2"), network =>
        {
            HashSet<string> names = [.. network.state_dict().Keys];
            Assert.Superset(
                new HashSet<string>
                {
                    "stem.0.weight", "stem.1.running_mean", "cells.0.preprocess0.op.1.weight", "cells.0._ops.0.op.1.weight", "cells.0._ops.1.op.3.bias",
                    "cells.2.preprocess0.conv_1.weight", "cells.2._ops.1.bn.weight", "auxiliary_head.features.2.weight", "auxiliary_head.classifier.bias", "classifier.weight",
                },
                names);
            Assert.DoesNotContain(names, name => name.StartsWith("_", StringComparison.Ordinal));
        });

    [Fact]
    public void The_description_counts_what_is_there() =>
        Run(Sample.Genotype(Sample.Cifar("A", auxiliary: false)), network =>
            Assert.Equal(network.Description.Parameters, network.parameters().Sum(parameter => parameter.numel())));

    [Theory]
    [InlineData("sep_conv_3x3", 4, false)]
    [InlineData("max_pool_3x3", 4, false)]
    [InlineData("skip_connect", 4, true)]
    [InlineData("skip_connect", 1, false)]
    public void Drop_path_takes_every_operation_but_identities(string operation, int layers, bool survives) =>
        Run(Sample.Genotype(Sample.Cifar("A", auxiliary: false, layers: layers), $"2 ← 0 {operation}", "2", $"2 ← 0 {operation}", "2"), network =>
        {
            // With a bias in every batch norm all values differ from zero, and what the last cell (a reduction, of one layer) sums is dropped for sure.
            using (no_grad())
            {
                foreach (var (name, parameter) in network.named_parameters().Where(entry => entry.name.EndsWith(".bias", StringComparison.Ordinal)))
                    parameter.fill_(1);
            }
            network.DropPath = 0.999_999_9;
            using Tensor images = Images(network, count: 2);
            using Tensor logits = network.forward(images);
            Assert.Equal(survives, logits.data<float>().Any(logit => logit != 1));
        });

    [Fact]
    public void No_tensor_is_left_behind() =>
        Run(Sample.Genotype(Sample.Cifar("A", layers: 6)), network =>
        {
            using Tensor images = Images(network, count: 2);
            long Left()
            {
                long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
                for (int i = 0; i < 3; i++)
                {
                    var (logits, auxiliary) = network.ForwardBoth(images);
                    logits.Dispose();
                    auxiliary?.Dispose();
                }
                return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
            }
            Left();
            Assert.Equal(0, Left());
            network.eval();
            Assert.Equal(0, Left());
        });

    private static Tensor Images(ImageClassifier network, int count)
    {
        using Tensor numbers = arange(count * network.Description.Channels * network.Description.Height * network.Description.Width, dtype: ScalarType.Float32);
        using Tensor waves = numbers.sin();
        return waves.reshape(count, network.Description.Channels, network.Description.Height, network.Description.Width);
    }

    private static void Run(string genotype, Action<ImageClassifier> use) => GeneratorHarness.Of(genotype).Output.Load("Consumer.A", type =>
    {
        using var network = (ImageClassifier)Activator.CreateInstance(type)!;
        use(network);
    });
}
