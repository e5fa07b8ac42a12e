using static TorchSharp.torch;

namespace Darts.Networks.Tests.Weights;

public sealed class NetworkWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyNetwork _network = new();
    private readonly string _path;

    public NetworkWeightsTests() => _path = _folder.File("w.safetensors");

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_saved_network_loads_into_another()
    {
        using var other = new TinyNetwork();
        NetworkWeights.Save(other, _path);
        NetworkWeights.Load(_network, _path);
        Assert.All(_network.state_dict(), tensor => Tensors.AssertEqual(tensor.Value, other.state_dict()[tensor.Key]));
        Assert.All(_network.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void A_saved_file_says_whose_weights_it_holds()
    {
        NetworkWeights.Save(_network, _path);
        using var file = SafeTensorsFile.Open(_path);
        Assert.Equal(
            [("format", "pt"), ("genotype", "0123456789abcdef"), ("network", "TinyNetwork")],
            file.Metadata.Select(fact => (fact.Key, fact.Value)).Order());
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        WriteChanged(state => state.Remove("cells.0._ops.0.op.1.weight"));
        AssertRefused($"The weights in '{_path}' do not fit network TinyNetwork (genotype 0123456789abcdef): the file lacks 'cells.0._ops.0.op.1.weight'.");
    }

    [Fact]
    public void An_extra_tensor_is_named_unless_ignored()
    {
        WriteChanged(state => state["cells.9.weight"] = ones(2));
        AssertRefused($"The weights in '{_path}' do not fit network TinyNetwork (genotype 0123456789abcdef): the network has no place for 'cells.9.weight' of the file.");
        NetworkWeights.Load(_network, _path, ignoreExtra: true);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_named_with_both_shapes_and_both_networks()
    {
        WriteChanged(state => state["classifier.weight"] = ones(7, 16), ("TinyNetwork", "0123456789abcdef"));
        const string Expected = "'classifier.weight' has shape [7, 16] in the file and [5, 16] in the network.";
        AssertRefused($"The weights in '{_path}' (saved from TinyNetwork, genotype 0123456789abcdef) do not fit network TinyNetwork (genotype 0123456789abcdef): {Expected}");
        AssertRefused($"The weights in '{_path}' (saved from TinyNetwork, genotype 0123456789abcdef) do not fit network TinyNetwork (genotype 0123456789abcdef): {Expected}", ignoreExtra: true);
    }

    [Theory]
    [InlineData("OtherNetwork", "0123456789abcdef")]
    [InlineData("TinyNetwork", "fedcba9876543210")]
    public void Weights_of_another_network_or_genotype_are_refused_naming_both_although_all_tensors_fit(string network, string genotype)
    {
        WriteChanged(_ => { }, (network, genotype));
        string start = $"The weights in '{_path}' are those of {network} (genotype {genotype}), not of TinyNetwork (genotype 0123456789abcdef).";
        Assert.StartsWith(start, Refused());
        Assert.StartsWith(start, Refused(ignoreExtra: true));
    }

    [Fact]
    public void What_a_file_of_several_parts_says_is_not_said_of_one_of_them()
    {
        SafeTensors.Write(_path, _network.state_dict().ToDictionary(tensor => "part." + tensor.Key, tensor => tensor.Value), new Dictionary<string, string> { ["network"] = "Whole", ["genotype"] = "fedcba9876543210" });
        using var file = SafeTensorsFile.Open(_path);
        NetworkWeights.Load(_network, file, prefix: "part.");
    }

    [Fact]
    public void A_damaged_tensor_is_refused_and_nothing_is_changed()
    {
        NetworkWeights.Save(_network, _path);
        Tensor before = _network.state_dict()["stem.0.weight"].clone();
        byte[] bytes = File.ReadAllBytes(_path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(_path, bytes);
        Assert.StartsWith($"'{_path}' is damaged: the data of tensor 'stem.1.weight' has the checksum ", Refused());
        Tensors.AssertEqual(_network.state_dict()["stem.0.weight"], before);
    }

    [Fact]
    public void A_tensor_of_whole_numbers_is_refused()
    {
        WriteChanged(state => state["classifier.bias"] = zeros(5, ScalarType.Int64));
        AssertRefused($"The weights in '{_path}' do not fit network TinyNetwork (genotype 0123456789abcdef): 'classifier.bias' holds whole numbers (I64) in the file and floating-point ones in the network.");
    }

    [Fact]
    public void Many_faults_make_one_short_message()
    {
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["classifier.weight"] = ones(7, 16), ["x"] = ones(1) });
        string message = Refused();
        Assert.Contains("[7, 16]", message);
        Assert.Contains("'x'", message);
        Assert.Matches("lacks ('[^']+', ){5}and [0-9]+ more;", message);
    }

    [Fact]
    public void Nothing_is_changed_by_a_file_that_does_not_fit()
    {
        var before = _network.state_dict().ToDictionary(tensor => tensor.Key, tensor => tensor.Value.clone());
        using (var other = new TinyNetwork())
        {
            Dictionary<string, Tensor> state = other.state_dict();
            state["classifier.bias"] = zeros(6);
            SafeTensors.Write(_path, state);
        }
        Refused();
        Assert.All(_network.state_dict(), tensor => Tensors.AssertEqual(tensor.Value, before[tensor.Key]));
    }

    [Fact]
    public void PyTorchs_batch_counters_and_data_parallel_prefix_are_passed_over()
    {
        Dictionary<string, Tensor> state = _network.state_dict();
        state["stem.1.num_batches_tracked"] = tensor(3L);
        SafeTensors.Write(_path, state.ToDictionary(tensor => "module." + tensor.Key, tensor => tensor.Value));
        using var other = new TinyNetwork();
        NetworkWeights.Load(other, _path);
        Tensors.AssertEqual(other.get_parameter("stem.0.weight")!, state["stem.0.weight"]);
    }

    [Fact]
    public void A_network_in_evaluation_mode_does_without_auxiliary_weights()
    {
        WriteChanged(state =>
        {
            foreach (string name in state.Keys.Where(name => name.StartsWith("auxiliary_head.", StringComparison.Ordinal)).ToList())
                state.Remove(name);
        });
        Assert.Contains("lacks 'auxiliary_head.", Refused());
        _network.eval();
        NetworkWeights.Load(_network, _path);
    }

    [Fact]
    public void Half_an_auxiliary_head_is_refused_even_in_evaluation_mode()
    {
        WriteChanged(state => state.Remove("auxiliary_head.classifier.bias"));
        _network.eval();
        AssertRefused($"The weights in '{_path}' do not fit network TinyNetwork (genotype 0123456789abcdef): the file lacks 'auxiliary_head.classifier.bias'.");
    }

    [Fact]
    public void Auxiliary_weights_are_extra_for_a_network_without_that_head()
    {
        using var head = new Linear(3, 2);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["weight"] = ones(2, 3), ["bias"] = ones(2), ["auxiliary_head.classifier.bias"] = ones(2) });
        Assert.Contains("no place for 'auxiliary_head.classifier.bias'", Assert.Throws<DartsException>(() => NetworkWeights.Load(head, _path)).Message);
        head.eval();
        Assert.Throws<DartsException>(() => NetworkWeights.Load(head, _path));
        NetworkWeights.Load(head, _path, ignoreExtra: true);
        Tensors.AssertEqual(head.get_parameter("bias")!, ones(2));
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Other_floating_point_types_are_converted(ScalarType type)
    {
        using var head = new Linear(3, 2);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["weight"] = ones([2, 3], type) * 1.5, ["bias"] = ones(2, type) });
        NetworkWeights.Load(head, _path);
        Assert.Equal(ScalarType.Float32, head.get_parameter("weight")!.dtype);
        Tensors.AssertEqual(head.get_parameter("weight")!, ones(2, 3) * 1.5);
    }

    [Fact]
    public void A_prefix_picks_a_network_out_of_a_larger_file()
    {
        using var head = new Linear(3, 2);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["model.weight"] = ones(2, 3), ["model.bias"] = ones(2), ["optimizer.x"] = ones(2) });
        using var file = SafeTensorsFile.Open(_path);
        NetworkWeights.Load(head, file, prefix: "model.");
        Tensors.AssertEqual(head.get_parameter("weight")!, ones(2, 3));
    }

    private void WriteChanged(Action<Dictionary<string, Tensor>> change, (string Network, string Genotype)? owner = null)
    {
        Dictionary<string, Tensor> state = _network.state_dict();
        change(state);
        SafeTensors.Write(_path, state, owner is null ? null : new Dictionary<string, string> { ["network"] = owner.Value.Network, ["genotype"] = owner.Value.Genotype });
    }

    private string Refused(bool ignoreExtra = false) => Assert.Throws<DartsException>(() => NetworkWeights.Load(_network, _path, ignoreExtra)).Message;

    private void AssertRefused(string message, bool ignoreExtra = false) => Assert.Equal(message, Refused(ignoreExtra));
}
