using Darts.Codegen.Tests.Harness;
using Darts.Genotypes;
using Darts.Kernels.Inference;
using Darts.Kernels.Weights;
using Darts.Networks;
using Darts.Shipping.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace Darts.Shipping.Tests;

public sealed class CSharpExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, SourceForm> Networks =>
    [
        ("darts-v1", SourceForm.Inference), ("darts-v1", SourceForm.Training), ("amoebanet", SourceForm.Inference), ("amoebanet", SourceForm.Training), ("darts-v2-rnn", SourceForm.Training),
        ("darts-v2-rnn", SourceForm.Inference),
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void An_exported_file_compiles_without_the_generator(string file, SourceForm form)
    {
        var genotype = TrainedNetwork.Published(file);
        string network = genotype.Networks[0].Name;
        var (name, bytes) = CSharpExport.Write(genotype, $"genotypes/{file}.genotype.json", network, form, _folder.File("X.cs"), "Shop.Networks");
        Assert.Equal(new FileInfo(_folder.File("X.cs")).Length, bytes);
        string text = File.ReadAllText(_folder.File("X.cs"));
        Assert.Contains($"from {file}.genotype.json, architecture {ArchitectureHash.Of(genotype)}", text, StringComparison.Ordinal);
        Assert.Contains("darts export writes it anew", text, StringComparison.Ordinal);

        var compilation = Compilations.Create("Exported", CSharpSyntaxTree.ParseText(text, Compilations.ParseOptions, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Empty(compilation.Complaints());
        Type expected = (form, genotype) switch
        {
            (SourceForm.Training, _) => typeof(TorchSharp.torch.nn.Module),
            (_, RecurrentGenotype) => typeof(CompiledReader),
            _ => typeof(CompiledClassifier),
        };
        compilation.Load(name, type => Assert.True(type.IsSubclassOf(expected)));
    }

    [Fact]
    public void The_exported_class_takes_the_networks_weights()
    {
        var genotype = TrainedNetwork.Genotype();
        TrainedNetwork.WriteWeights(_folder.File("w.safetensors"), genotype, classes: null);
        var (name, _) = CSharpExport.Write(genotype, "x", TrainedNetwork.Name, SourceForm.Inference, _folder.File("X.cs"));
        var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(_folder.File("X.cs")), Compilations.ParseOptions, cancellationToken: TestContext.Current.CancellationToken);
        Compilations.Create("Exported", tree).Load(name, type =>
        {
            using var weights = WeightsFile.Open(_folder.File("w.safetensors"));
            using var network = (CompiledClassifier)Activator.CreateInstance(type, weights)!;
            float[] logits = new float[4];
            network.Run(new float[3 * 8 * 8], logits, 1);
            Assert.Contains(logits, logit => logit != 0);
        });
    }

    [Fact]
    public void The_samples_code_is_what_the_generator_makes_today()
    {
        string folder = Path.Combine(Repository(), "samples", "Serve"), kept = Path.Combine(folder, "ClothesInference.cs"), file = Path.Combine(folder, "clothes.genotype.json");
        bool update = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";
        string path = update ? kept : _folder.File("ClothesInference.cs");
        CSharpExport.Write(GenotypeReader.Read(File.ReadAllBytes(file)).Genotype!, file, "Clothes", SourceForm.Inference, path, "Serve");
        Assert.Equal(File.ReadAllText(kept), File.ReadAllText(path), ignoreLineEndingDifferences: true);
    }

    private static string Repository([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    [Theory]
    [InlineData("genotypes/a\n}class Evil{.genotype.json")]
    [InlineData("a\u2028class Evil;.genotype.json")]
    public void A_files_name_becomes_no_code(string file)
    {
        CSharpExport.Write(TrainedNetwork.Genotype(), file, TrainedNetwork.Name, SourceForm.Inference, _folder.File("X.cs"));
        var compilation = Compilations.Create("Exported", CSharpSyntaxTree.ParseText(File.ReadAllText(_folder.File("X.cs")), Compilations.ParseOptions, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Empty(compilation.Complaints());
        Assert.Empty(compilation.GetSymbolsWithName("Evil", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_cannot_be_exported_is_refused_and_nothing_is_written()
    {
        Refused(TrainedNetwork.Genotype(), "Smal", null, SourceForm.Inference, "Did you mean Small?");
        Refused(TrainedNetwork.Genotype(), "Small", "Small", SourceForm.Inference, "--namespace");
        Refused(TrainedNetwork.Published("darts-v2-rnn"), "DartsV2Rnn", null, SourceForm.Inference, "Did you mean DartsV2RnnWikiText2?");
        Assert.Empty(_folder.Files);

        void Refused(Genotype genotype, string network, string? space, SourceForm form, string message) =>
            Assert.Contains(message, Assert.Throws<DartsException>(() => CSharpExport.Write(genotype, "x", network, form, _folder.File("X.cs"), space)).Message, StringComparison.Ordinal);
    }
}
