using static TorchSharp.torch;

namespace Darts.Networks.Tests.Weights;

public sealed class WeightsConversionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyNetwork _network = new();
    private readonly string _from, _to;

    public WeightsConversionTests()
    {
        (_from, _to) = (_folder.File("from.safetensors"), _folder.File("to.safetensors"));
        _network.eval();
    }

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Names_of_pytorch_become_ours_and_no_number_changes()
    {
        var state = _network.state_dict().ToDictionary(tensor => "module." + tensor.Key, tensor => tensor.Value);
        state["module.stem.1.num_batches_tracked"] = tensor(3L);
        SafeTensors.Write(_from, state);
        var converted = WeightsConversion.ToDarts(_from, _to, _network);
        Assert.Equal(["took 'module.' off every name", "left out 1 counters of batches"], converted.Changes);
        Assert.Equal((_network.state_dict().Count, new FileInfo(_to).Length), (converted.Tensors, converted.Bytes));
        using var file = SafeTensorsFile.Open(_to);
        Assert.Equal(_network.state_dict().Keys.Order(StringComparer.Ordinal), file.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.All(file.Tensors.Keys, name => Assert.True(file.Read(name).bytes.SequenceEqual(state["module." + name].bytes), name));
        Assert.Equal(["format", "genotype", "network"], file.Metadata.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Facts_stay_in_our_form_and_do_not_go_to_pytorch()
    {
        SafeTensors.Write(_from, _network.state_dict(), new Dictionary<string, string> { ["classes"] = "[]", ["network"] = "TinyNetwork", ["genotype"] = "0123456789abcdef" });
        WeightsConversion.ToDarts(_from, _to);
        using (var ours = SafeTensorsFile.Open(_to))
            Assert.Equal(["classes", "format", "genotype", "network"], ours.Metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["left out what the file says of itself: classes, genotype, network"], WeightsConversion.ToPyTorch(_from, _to).Changes);
        using var theirs = SafeTensorsFile.Open(_to);
        Assert.Equal([new("format", "pt")], theirs.Metadata);
    }

    [Fact]
    public void A_network_that_was_renamed_takes_its_weights_by_a_conversion_and_another_genotype_never_does()
    {
        SafeTensors.Write(_from, _network.state_dict(), new Dictionary<string, string> { ["network"] = "OldName", ["genotype"] = "0123456789abcdef", ["size"] = "other images" });
        Assert.Throws<DartsException>(() => NetworkWeights.Load(_network, _from));
        WeightsConversion.ToDarts(_from, _to, _network);
        NetworkWeights.Load(_network, _to);

        SafeTensors.Write(_from, _network.state_dict(), new Dictionary<string, string> { ["network"] = "TinyNetwork", ["genotype"] = "fedcba9876543210" });
        Assert.Contains("genotype fedcba9876543210), not of TinyNetwork", Refused(_network));
    }

    [Fact]
    public void An_auxiliary_head_is_left_out_where_the_network_has_none()
    {
        using var head = new Linear(3, 2);
        head.eval();
        SafeTensors.Write(_from, new Dictionary<string, Tensor> { ["weight"] = ones(2, 3), ["bias"] = ones(2), ["auxiliary_head.classifier.bias"] = ones(2) });
        Assert.Equal(["left out the auxiliary head, 1 tensors: Linear has none"], WeightsConversion.ToDarts(_from, _to, head).Changes);
        using var file = SafeTensorsFile.Open(_to);
        Assert.Equal(["bias", "weight"], file.Tensors.Keys.Order());
    }

    [Theory]
    [InlineData("encoder.weight")]
    [InlineData("decoder.weight")]
    public void A_tied_tensor_that_the_file_has_once_gets_both_its_names(string missing)
    {
        Dictionary<string, Tensor> state = LanguageState();
        byte[] embedding = state["encoder.weight"].bytes.ToArray();
        state.Remove(missing);
        SafeTensors.Write(_from, state);
        Assert.Equal([$"wrote the one tensor of embedding and decoder as '{missing}' too"], WeightsConversion.ToDarts(_from, _to).Changes);
        using var file = SafeTensorsFile.Open(_to);
        Assert.Equal(embedding, file.Read("encoder.weight").bytes.ToArray());
        Assert.Equal(embedding, file.Read("decoder.weight").bytes.ToArray());
    }

    [Fact]
    public void A_tied_tensor_that_the_file_has_twice_is_the_same_twice()
    {
        Dictionary<string, Tensor> state = LanguageState();
        state["decoder.weight"] = state["encoder.weight"] + 1;
        SafeTensors.Write(_from, state);
        Assert.Contains("'encoder.weight' and 'decoder.weight' of '", Refused(null));
    }

    [Fact]
    public void An_embedding_of_another_width_than_the_state_is_not_the_decoders()
    {
        Dictionary<string, Tensor> state = LanguageState();
        state["rnns.0._W0"] = rand(7, 8);
        state["encoder.weight"] = rand(5, 3);
        SafeTensors.Write(_from, state);
        Assert.Empty(WeightsConversion.ToDarts(_from, _to).Changes);
        state.Remove("decoder.weight");
        SafeTensors.Write(_from, state);
        Assert.Empty(WeightsConversion.ToDarts(_from, _to).Changes);
        using var file = SafeTensorsFile.Open(_to);
        Assert.DoesNotContain("decoder.weight", file.Tensors.Keys);
    }

    [Fact]
    public void Weights_that_do_not_fit_leave_what_was_there()
    {
        File.WriteAllText(_to, "before");
        SafeTensors.Write(_from, new Dictionary<string, Tensor> { ["x"] = ones(1) });
        Assert.Contains("do not fit network TinyNetwork", Refused(_network));
        byte[] bytes = File.ReadAllBytes(_from);
        bytes[^1] ^= 1;
        File.WriteAllBytes(_from, bytes);
        Assert.Contains("is damaged: the data of tensor 'x'", Refused(null));
        Assert.Equal("before", File.ReadAllText(_to));
    }

    /// <summary>A model of 5 words, 4 wide, with a cell of one node.</summary>
    private static Dictionary<string, Tensor> LanguageState()
    {
        Tensor embedding = rand(5, 4);
        return new() { ["encoder.weight"] = embedding, ["rnns.0._W0"] = rand(8, 8), ["rnns.0._Ws.0"] = rand(4, 8), ["decoder.weight"] = embedding, ["decoder.bias"] = zeros(5) };
    }

    private string Refused(nn.Module? network) => Assert.Throws<DartsException>(() => WeightsConversion.ToDarts(_from, _to, network)).Message;
}
