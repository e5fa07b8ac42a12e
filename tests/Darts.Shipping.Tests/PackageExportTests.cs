using System.Reflection;
using Darts.Genotypes;
using Darts.Kernels.Models;
using Darts.Kernels.Weights;
using Darts.Networks;
using Darts.Shipping.Tests.Support;

namespace Darts.Shipping.Tests;

public sealed class PackageExportTests : IDisposable
{
    private static readonly string[] Classes = ["cat", "dog", "horse", "ship"];

    private readonly TemporaryFolder _folder = new();

    private string Weights => _folder.File("weights.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_package_holds_code_documentation_genotype_picture_and_page_and_depends_on_the_kernels_alone()
    {
        var genotype = TrainedNetwork.Genotype();
        TrainedNetwork.WriteWeights(Weights, genotype, Classes);
        var package = Write(genotype, new(Id: "Shop.Pets", Version: "2.1.0-beta.3"), _folder.File("out"));
        Assert.Equal(_folder.File("out", "Shop.Pets.2.1.0-beta.3.nupkg"), package.Path);
        Assert.Equal(("Small", "Shop.Pets.Small"), (package.Network, package.Class));

        var opened = new OpenedPackage(package.Path);
        Assert.Equal(
            ["README.md", "Shop.Pets.nuspec", "genotype/Small.genotype.json", "genotype/Small.svg", "lib/net10.0/Shop.Pets.dll", "lib/net10.0/Shop.Pets.xml"], opened.Files);
        var dependency = Assert.Single(opened.Specification.Descendants("dependency"));
        string own = typeof(ImageModel).Assembly.GetName().Version!.ToString(3);
        Assert.Equal("Darts.Kernels", dependency.Attribute("id")!.Value);
        Assert.StartsWith($"[{own}, ", dependency.Attribute("version")!.Value, StringComparison.Ordinal);
        Assert.Equal("2.1.0-beta.3", opened.Specification.Descendants("version").First().Value);

        Assert.Equal(genotype, GenotypeReader.Read(opened["genotype/Small.genotype.json"]).Genotype);
        Assert.StartsWith("<svg", opened.Text("genotype/Small.svg"), StringComparison.Ordinal);
        Assert.Contains("Shop.Pets.Small.#ctor(System.Int32)", opened.Text("lib/net10.0/Shop.Pets.xml"), StringComparison.Ordinal);
        Assert.All(Classes, name => Assert.Contains($"\n\"{name}\"\n", opened.Text("README.md"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_packed_class_computes_what_the_exported_code_does_with_the_same_weights(int channels)
    {
        var genotype = TrainedNetwork.Genotype(channels);
        TrainedNetwork.WriteWeights(Weights, genotype, Classes);
        using var loaded = Load(Write(genotype, new()));
        using var model = loaded.Create<ImageModel>("Darts.Models.Small", 1);
        Assert.Equal(Classes, model.Classes);
        Assert.Equal((channels, 8, 8), (model.Plan.Channels, model.Plan.Height, model.Plan.Width));
        Assert.All(model.Preprocessing.Mean.Zip(model.Preprocessing.Std), pair => Assert.Equal((0.5f, 0.25f), pair));

        var random = new Random(9);
        float[] image = [.. Enumerable.Range(0, model.PreparedLength).Select(_ => random.NextSingle())];
        using var weights = WeightsFile.Open(Weights);
        using var compiled = loaded.Create<Kernels.Inference.CompiledClassifier>("Darts.Models.SmallInference", weights);
        float[] logits = new float[Classes.Length];
        compiled.Run(image, logits, 1);
        double sum = logits.Sum(logit => Math.Exp(logit));
        Assert.Equal(logits.Select(logit => (float)(Math.Exp(logit) / sum)).OrderDescending(), model.Classify(image).Select(one => one.Probability), (one, other) => Math.Abs(one - other) < 1e-6);
    }

    [Fact]
    public void Names_of_classes_never_become_code_markup_or_markdown()
    {
        string[] hostile = ["\"); System.Environment.Exit(1); //", "</summary>\n*/ class Evil { }", "```\n# Title\u2028{{1}} \\u0022 \\", "\0\ud83d\ude00"];
        TrainedNetwork.WriteWeights(Weights, TrainedNetwork.Genotype(), hostile);
        var package = Write(TrainedNetwork.Genotype(), new());
        using var loaded = Load(package);
        using var model = loaded.Create<ImageModel>("Darts.Models.Small", 1);
        Assert.Equal(hostile, model.Classes);
        Assert.DoesNotContain("\n# Title", new OpenedPackage(package.Path).Text("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_classes_may_come_from_a_file()
    {
        TrainedNetwork.WriteWeights(Weights, TrainedNetwork.Genotype(), Classes);
        File.WriteAllText(_folder.File("names.txt"), "Katze\nHund\nPferd\r\nSchiff\n");
        using var loaded = Load(Write(TrainedNetwork.Genotype(), new(ClassNames: _folder.File("names.txt"))));
        using var model = loaded.Create<ImageModel>("Darts.Models.Small", 1);
        Assert.Equal(["Katze", "Hund", "Pferd", "Schiff"], model.Classes);
    }

    [Fact]
    public void Weights_are_carried_in_their_type_without_what_only_training_needs()
    {
        TrainedNetwork.WriteWeights(Weights, TrainedNetwork.Genotype(), Classes, type: ElementType.Float16);
        var package = Write(TrainedNetwork.Genotype(), new());
        byte[] assembly = new OpenedPackage(package.Path)["lib/net10.0/Darts.Models.Small.dll"];
        using var context = new MetadataLoad(assembly);
        using var packed = WeightsFile.Read(context.Resource("Small.safetensors"), "packed");
        Assert.All(packed.Tensors.Values, tensor => Assert.Equal(ElementType.Float16, tensor.Type));
        Assert.DoesNotContain(packed.Tensors.Keys, name => name.StartsWith("auxiliary_head.", StringComparison.Ordinal));
        Assert.Equal(package.Weights, packed.Tensors.Values.Sum(tensor => tensor.Count));
        Assert.Equal("Small", packed.Metadata[WeightsFile.NetworkKey]);
        using var original = WeightsFile.Open(Weights);
        Assert.All(packed.Tensors.Keys, name => Assert.Equal(original.Bytes(name), packed.Bytes(name)));
    }

    [Fact]
    public void The_same_network_gives_the_same_assembly()
    {
        TrainedNetwork.WriteWeights(Weights, TrainedNetwork.Genotype(), Classes);
        byte[][] assemblies = [.. new[] { "a.nupkg", "b.nupkg" }.Select(name => new OpenedPackage(Write(TrainedNetwork.Genotype(), new(), _folder.File(name)).Path)["lib/net10.0/Darts.Models.Small.dll"])];
        Assert.Equal(assemblies[0], assemblies[1]);
    }

    [Theory]
    [InlineData("Shop Pets", null, null, "'Shop Pets' is no id")]
    [InlineData("../Pets", null, null, "'../Pets' is no id")]
    [InlineData("<Pets/>", null, null, "no id")]
    [InlineData(null, "1", null, "'1' is no version")]
    [InlineData(null, "1.0.0\"]", null, "no version")]
    [InlineData(null, null, "Shop.class", "'Shop.class' is no namespace: of 'class', it is a C# keyword")]
    [InlineData(null, null, "Shop; class Evil { }", "no namespace")]
    [InlineData(null, null, "", "no namespace")]
    [InlineData(null, null, "Small.Networks", "In a namespace that begins with Small")]
    [InlineData("3D.Pets", null, null, "'3D.Pets' is no namespace")]
    public void Ids_versions_and_namespaces_that_are_none_are_refused(string? id, string? version, string? space, string message)
    {
        TrainedNetwork.WriteWeights(Weights, TrainedNetwork.Genotype(), Classes);
        Refused(TrainedNetwork.Genotype(), new(id, version, space), message);
    }

    [Fact]
    public void Weights_that_say_too_little_or_something_else_are_refused_and_nothing_is_written()
    {
        var genotype = TrainedNetwork.Genotype();
        TrainedNetwork.WriteWeights(Weights, genotype, classes: null);
        Refused(genotype, new(), "does not say how pictures are normalised");
        TrainedNetwork.WriteWeights(Weights, genotype, ["cat", "dog"]);
        Refused(genotype, new(), "names 2 classes, and Small has 4");
        TrainedNetwork.WriteWeights(Weights, genotype, Classes, std: [1, 0, 1]);
        Refused(genotype, new(), "a normalisation that no picture can have");
        TrainedNetwork.WriteWeights(Weights, genotype, Classes, std: [1]);
        Refused(genotype, new(), "normalises 3 channels");
        TrainedNetwork.WriteWeights(Weights, TrainedNetwork.Genotype(file: "amoebanet"), Classes);
        Refused(genotype, new(), "are those of Small (genotype");
        TrainedNetwork.WriteWeights(Weights, genotype, Classes, extra: "optimizer.step");
        Refused(genotype, new(), "optimizer.step");
        Write(genotype, new(IgnoreExtra: true));
    }

    [Theory]
    [InlineData("cat\n\ndog\nship\n", "names.txt(2)")]
    [InlineData("cat\ndog\tcow\n", "names.txt(2)")]
    [InlineData("cat\ndog\n", "names 2 classes")]
    public void A_file_of_names_that_is_none_is_refused_with_its_line(string content, string message)
    {
        TrainedNetwork.WriteWeights(Weights, TrainedNetwork.Genotype(), Classes);
        File.WriteAllText(_folder.File("names.txt"), content);
        Assert.Contains(message, Assert.Throws<DartsException>(() => Write(TrainedNetwork.Genotype(), new(ClassNames: _folder.File("names.txt")))).Message, StringComparison.Ordinal);
    }

    private void Refused(ConvolutionalGenotype genotype, PackageOptions options, string message)
    {
        Assert.Contains(message, Assert.Throws<DartsException>(() => Write(genotype, options)).Message, StringComparison.Ordinal);
        Assert.Equal(["weights.safetensors"], _folder.Files);
    }

    private ModelPackage Write(ConvolutionalGenotype genotype, PackageOptions options, string? output = null) =>
        PackageExport.Write(genotype, "small.genotype.json", TrainedNetwork.Name, Weights, output ?? _folder.File("model.nupkg"), options);

    private static LoadedAssembly Load(ModelPackage package) => new(new OpenedPackage(package.Path)[$"lib/net10.0/{package.Id}.dll"]);

    /// <summary>An assembly whose resources are looked at.</summary>
    private sealed class MetadataLoad : IDisposable
    {
        private readonly System.Runtime.Loader.AssemblyLoadContext _context = new(name: null, isCollectible: true);
        private readonly Assembly _assembly;

        public MetadataLoad(byte[] assembly)
        {
            using var stream = new MemoryStream(assembly);
            _assembly = _context.LoadFromStream(stream);
        }

        public Stream Resource(string name) => _assembly.GetManifestResourceStream(name)!;

        public void Dispose() => _context.Unload();
    }
}
