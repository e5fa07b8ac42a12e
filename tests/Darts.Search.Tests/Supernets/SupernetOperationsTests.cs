using System.Globalization;
using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Supernets;

public sealed class SupernetOperationsTests
{
    [Fact]
    public void Eight_layers_take_a_third_of_the_plain_forms_operations()
    {
        // 44 an edge, and what stands around the edges.
        Assert.InRange(SupernetOperations.Plain(8).Total, 44 * SearchSpace.Edges * 8, 5200);
        Assert.InRange(SupernetOperations.Fused(8).Total, 1, 1500);
    }

    [Fact]
    public void The_documented_counts_are_those_of_eight_layers()
    {
        string text = File.ReadAllText(Path.Combine(Repository(), "docs", "fusion.md"));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"plain {SupernetOperations.Plain(8).Total:N0} "), text, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"fused {SupernetOperations.Fused(8).Total:N0}."), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_count_of_the_fused_form_is_that_of_the_tensors_a_pass_makes(int layers)
    {
        // Of a type that libtorch computes.
        using var supernet = new Supernet(channels: 2, layers, classes: 2, inputChannels: 1).to(float64);
        using var scope = NewDisposeScope();
        using var alphas = new ConvolutionalArchitecture(zeros(14, 8, float64), zeros(14, 8, float64));
        var images = randn(2, 1, 16, 16, float64);
        using var noGradients = no_grad();
        long before = Created();
        supernet.forward(images, alphas);
        long made = Created() - before;

        var counted = SupernetOperations.Fused(layers);

        // A tensor for everything that is not computed in place; and one for each view.
        Assert.Equal(counted.Total - InPlace(layers) + Views(layers), made);
    }

    private static string Repository([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..");

    /// <summary>All sums but the first two terms of a node, the ReLUs inside separable convolutions (two of them for each value that is read), and the stem's.</summary>
    private static int InPlace(int layers) =>
        SupernetOperations.Fused(layers).Sums - (SearchSpace.Nodes * layers) + (2 * SearchSpace.Sources * layers) + 1;

    /// <summary>Of both kinds of α its rows; of each cell the scales, and the parts of each value's mixtures; of factorized reductions the shifted map and its halves.</summary>
    private static int Views(int layers)
    {
        const int scales = 3, perSource = 5, shifted = 3, halves = 2;
        int views = 2 * SearchSpace.Edges;
        for (int index = 0; index < layers; index++)
        {
            views += scales + (SearchSpace.Operations.Count * SearchSpace.Sources) + (perSource * SearchSpace.Sources) + SearchSpace.Edges;
            if (index > 0 && SearchSpace.Reduces(index - 1, layers))
                views += shifted;
            if (SearchSpace.Reduces(index, layers))
                views += SearchSpace.Inputs * (shifted + (halves * SearchSpace.Nodes));
        }

        return views;
    }

    private static long Created() => DisposeScopeManager.Statistics.CreatedInScopeCount + DisposeScopeManager.Statistics.CreatedOutsideScopeCount;
}
