using static TorchSharp.torch;

namespace Darts.Networks.Tests;

public sealed class NetworkAssemblyTests : IDisposable
{
    private static readonly string Here = typeof(TinyNetwork).Assembly.Location;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_network_is_made_by_name_and_works_here()
    {
        using ImageClassifier network = NetworkAssembly.Load(Here).Create("TinyNetwork");
        Assert.NotSame(typeof(TinyNetwork), network.GetType());
        using Tensor images = rand(2, 1, 9, 7), logits = network.forward(images);
        Assert.Equal([2, 5], logits.shape);
    }

    [Fact]
    public void Names_are_those_of_concrete_public_networks() => Assert.Equal(["TinyNetwork"], NetworkAssembly.Load(Here).Names);

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest_and_all_others() =>
        Assert.Equal(
            $"'{Here}' has no network called tinynetwrok. Did you mean TinyNetwork? It has: TinyNetwork.",
            Assert.Throws<DartsException>(() => NetworkAssembly.Load(Here).Create("tinynetwrok")).Message);

    [Fact]
    public void An_assembly_without_networks_says_so()
    {
        string path = typeof(NetworkAssembly).Assembly.Location;
        var assembly = NetworkAssembly.Load(path);
        Assert.Empty(assembly.Names);
        Assert.Contains("has no network called X; it has none at all", Assert.Throws<DartsException>(() => assembly.Create("X")).Message);
    }

    [Fact]
    public void A_missing_file_or_one_that_is_no_assembly_is_refused()
    {
        string path = _folder.File("a.dll");
        Assert.Equal($"Cannot read '{path}': there is no such file.", Assert.Throws<DartsException>(() => NetworkAssembly.Load(path)).Message);
        File.WriteAllText(path, "not an assembly");
        Assert.Equal($"'{path}' is not a .NET assembly.", Assert.Throws<DartsException>(() => NetworkAssembly.Load(path)).Message);
        Assert.Equal($"Cannot read '{_folder.Path}': it is a folder.", Assert.Throws<DartsException>(() => NetworkAssembly.Load(_folder.Path)).Message);
    }

    [Fact]
    public void The_file_can_be_rebuilt_and_loaded_again_while_its_networks_live()
    {
        string path = _folder.File("networks.dll");
        File.Copy(Here, path);
        using ImageClassifier first = NetworkAssembly.Load(path).Create("TinyNetwork");
        File.WriteAllBytes(path, File.ReadAllBytes(Here));
        using ImageClassifier second = NetworkAssembly.Load(path).Create("TinyNetwork");
        Assert.NotSame(first.GetType(), second.GetType());
    }

    [Theory]
    [InlineData("DartsV2", "DartsV1", 1)]
    [InlineData("dartsv2", "DartsV2", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Edit_distance_counts_letters(string a, string b, int distance) => Assert.Equal(distance, EditDistance.Between(a, b));
}
