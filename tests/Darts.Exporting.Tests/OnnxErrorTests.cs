using Darts.Exporting.Tests.Support;
using Darts.Genotypes;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Exporting.Tests;

/// <summary>What cannot be exported ends in one message, and leaves what was there as it was.</summary>
public sealed class OnnxErrorTests : IDisposable
{
    private const string Name = "DartsV2Cifar";
    private readonly TemporaryFolder _folder = new();
    private readonly ConvolutionalGenotype _genotype = SmallNetworks.Of(Name);

    public OnnxErrorTests()
    {
        RandomWeights.Write(_genotype, _folder.File("w.safetensors"));
        File.WriteAllText(_folder.File("x.onnx"), "before");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_unknown_network_is_told_with_the_nearest_one() =>
        Refuses(_genotype, "DartsV2Cfar", "Genotype DartsV2 has no network called DartsV2Cfar. Did you mean DartsV2Cifar? It has: DartsV2Cifar.");

    [Fact]
    public void A_genotype_without_networks_says_where_they_are_named() => Refuses(_genotype with { Networks = [] }, Name, "it has none at all", "\"networks\"");

    [Fact]
    public void A_recurrent_genotype_is_refused()
    {
        var cell = new Genotypes.Cell([new(1, 0, Operations.Recurrent[1])], [1]);
        Refuses(new RecurrentGenotype("Words", cell, [new LanguageNetworkSpec("Ptb", 8, 8, 10)], Provenance.Unknown), "Ptb", "Genotype Words is recurrent", "images");
    }

    [Fact]
    public void Tensors_of_another_shape_are_named_with_both_shapes() =>
        Fits(state => state["cells.0.preprocess0.op.1.weight"] = zeros(1, 12, 1, 1), "w.safetensors' (saved from Mine) do not fit network DartsV2Cifar", "'cells.0.preprocess0.op.1.weight' has shape [1, 12, 1, 1] in the file and [4, 12, 1, 1] in the network");

    [Theory]
    [InlineData("Other", null, "Other (genotype ")]
    [InlineData(Name, "0123456789abcdef", $"{Name} (genotype 0123456789abcdef)")]
    public void Weights_of_another_network_or_genotype_are_refused_although_they_fit(string network, string? genotype, string theirs)
    {
        string hash = ArchitectureHash.Of(_genotype);
        RandomWeights.Write(_genotype, _folder.File("w.safetensors"), new() { ["network"] = network, ["genotype"] = genotype ?? hash });
        Refuses(_genotype, Name, $"w.safetensors' are those of {theirs}", $", not of {Name} (genotype {hash}, cifar, channels ");
    }

    [Fact]
    public void Missing_tensors_are_named() => Fits(state => state.Remove("classifier.bias"), "the file lacks 'classifier.bias'");

    [Fact]
    public void Extra_tensors_are_named_unless_they_are_to_be_ignored()
    {
        Fits(state => state["optimizer.step"] = zeros(1), "the network has no place for 'optimizer.step' of the file");
        OnnxExport.Write(_genotype, Name, _folder.File("w.safetensors"), _folder.File("x.onnx"), ignoreExtra: true);
        Assert.NotEqual("before", File.ReadAllText(_folder.File("x.onnx")));
    }

    [Fact]
    public void Whole_numbers_are_no_weights() => Fits(state => state["classifier.bias"] = zeros(5, ScalarType.Int32), "'classifier.bias' holds whole numbers");

    [Fact]
    public void A_file_that_is_not_there_or_a_folder_that_is_not_there_is_named()
    {
        Contains(() => OnnxExport.Write(_genotype, Name, _folder.File("none.safetensors"), _folder.File("x.onnx")), "none.safetensors': there is no such file");
        Contains(() => OnnxExport.Write(_genotype, Name, _folder.File("w.safetensors"), _folder.File("none", "x.onnx")), "its folder does not exist");
    }

    [Fact]
    public void The_weights_file_is_not_overwritten()
    {
        byte[] before = File.ReadAllBytes(_folder.File("w.safetensors"));
        Contains(() => OnnxExport.Write(_genotype, Name, _folder.File("w.safetensors"), _folder.File(".", "w.safetensors")), "w.safetensors' is the weights file itself");
        Assert.Equal(before, File.ReadAllBytes(_folder.File("w.safetensors")));
    }

    [Fact]
    public void Names_of_data_parallel_training_and_counters_of_batches_are_passed_over_and_the_auxiliary_head_may_be_absent()
    {
        RandomWeights.Write(SmallNetworks.Of(Name), _folder.File("plain.safetensors"));
        OnnxExport.Write(_genotype, Name, _folder.File("plain.safetensors"), _folder.File("plain.onnx"));
        using (var file = SafeTensorsFile.Open(_folder.File("plain.safetensors")))
        {
            var state = file.Tensors.Keys.Where(name => !name.StartsWith("auxiliary_head", StringComparison.Ordinal)).ToDictionary(name => $"module.{name}", file.Read);
            state["module.stem.1.num_batches_tracked"] = zeros(1, ScalarType.Int64);
            SafeTensors.Write(_folder.File("parallel.safetensors"), state);
        }
        OnnxExport.Write(_genotype, Name, _folder.File("parallel.safetensors"), _folder.File("parallel.onnx"));
        Assert.Equal(File.ReadAllBytes(_folder.File("plain.onnx")), File.ReadAllBytes(_folder.File("parallel.onnx")));
    }

    private void Fits(Action<Dictionary<string, Tensor>> change, params string[] pieces)
    {
        RandomWeights.Write(_genotype, _folder.File("w.safetensors"), new() { ["network"] = "Mine" }, change);
        Refuses(_genotype, Name, pieces);
    }

    private void Refuses(Genotype genotype, string network, params string[] pieces)
    {
        Contains(() => OnnxExport.Write(genotype, network, _folder.File("w.safetensors"), _folder.File("x.onnx")), pieces);
        Assert.Equal("before", File.ReadAllText(_folder.File("x.onnx")));
        Assert.Equal(2, _folder.Files.Count());
    }

    private static void Contains(Action export, params string[] pieces)
    {
        string message = Assert.Throws<DartsException>(export).Message;
        Assert.All(pieces, piece => Assert.Contains(piece, message));
    }
}
