using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class CheckpointTests : IDisposable
{
    private static readonly CheckpointPosition Position = new(3, 17, 1.25);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sections_and_position_are_read_back()
    {
        Write(("model", "a.b", arange(6, float32)), ("optimizer", "step", tensor(7L)));
        using var checkpoint = Checkpoint.Open(File);
        Assert.Equal(Position, checkpoint.Position);
        Assert.Equal(7, checkpoint.Read("optimizer")["step"].item<long>());
        Assert.Equal(["a.b"], checkpoint.Read("model").Keys);
        Assert.Empty(checkpoint.Read("mod"));
    }

    [Fact]
    public void A_module_is_restored()
    {
        using var network = TinyClassifier.Seeded(1);
        using var other = TinyClassifier.Seeded(2);
        Checkpoint.Write(File, Position, new Dictionary<string, IReadOnlyDictionary<string, Tensor>> { ["model"] = network.state_dict() });
        using var checkpoint = Checkpoint.Open(File);
        checkpoint.LoadModule("model", other);
        Assert.All(network.parameters().Zip(other.parameters()), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_not_finite_never_replace_good_ones(float value)
    {
        Write(("model", "a", ones(3)));
        var good = System.IO.File.ReadAllBytes(File);
        var error = Assert.Throws<DartsException>(() => Write(("model", "a", ones(3)), ("model", "b", tensor([1, value, 2]))));
        Assert.Contains("model.b", error.Message);
        Assert.Contains(File, error.Message);
        Assert.Equal(good, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void A_folder_that_is_gone_is_named() =>
        Assert.Contains("gone", Assert.Throws<DartsException>(() =>
            Checkpoint.Write(Path.Combine(_folder.Path, "gone", "x.safetensors"), Position, new Dictionary<string, IReadOnlyDictionary<string, Tensor>>())).Message);

    [Fact]
    public void Weights_are_no_checkpoint()
    {
        SafeTensors.Write(File, new Dictionary<string, Tensor> { ["a"] = ones(1) });
        Assert.Contains("no checkpoint", Assert.Throws<DartsException>(() => Checkpoint.Open(File)).Message);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        Write(("model", "a", ones(3)));
        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(File)[..^1]);
        Assert.Contains(File, Assert.Throws<DartsException>(() => Checkpoint.Open(File)).Message);
    }

    private string File => _folder.File("last.safetensors");

    private void Write(params (string Section, string Name, Tensor Tensor)[] tensors) => Checkpoint.Write(
        File,
        Position,
        tensors.GroupBy(entry => entry.Section).ToDictionary(
            section => section.Key, section => (IReadOnlyDictionary<string, Tensor>)section.ToDictionary(entry => entry.Name, entry => entry.Tensor)));
}
