using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Darts.Genotypes.Drawing;

namespace Darts.Genotypes.Tests.Fusing;

/// <summary>The pictures and counts of <c>docs/fusion.md</c> are what the passes do. With <c>UPDATE_SNAPSHOTS=1</c> they are written anew.</summary>
public sealed class FusionDocumentTests
{
    private const string Begin = "<!-- generated: ", End = "<!-- end -->";

    [Fact]
    public void The_documents_pictures_and_counts_are_those_of_the_passes()
    {
        string path = Path.Combine(Folder("docs"), "fusion.md");
        string text = File.ReadAllText(path), renewed = Renew(text);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, renewed);
        else
            Assert.Equal(renewed, text);
    }

    [Fact]
    public void The_document_shows_every_pass()
    {
        string text = File.ReadAllText(Path.Combine(Folder("docs"), "fusion.md"));
        Assert.All(RecurrentFusion.Passes, pass => Assert.Contains($"{Begin}{pass.Name} -->", text, StringComparison.Ordinal));
        Assert.All(Fusion.Training.Concat(Fusion.Inference), pass => Assert.Contains($"{Begin}{pass.Name} -->", text, StringComparison.Ordinal));
    }

    private static string Renew(string text)
    {
        var renewed = new StringBuilder();
        int at = 0;
        for (int begin; (begin = text.IndexOf(Begin, at, StringComparison.Ordinal)) >= 0;)
        {
            int headEnd = text.IndexOf("-->", begin, StringComparison.Ordinal) + "-->".Length;
            string name = text[(begin + Begin.Length)..(headEnd - "-->".Length)].Trim();
            renewed.Append(text, at, headEnd - at).Append('\n').Append(name == "calls" ? Calls() : RecurrentFusion.Passes.Any(pass => pass.Name == name) ? RecurrentPictures(name) : Pictures(name));
            at = text.IndexOf(End, headEnd, StringComparison.Ordinal);
        }
        return renewed.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>A small cell before a pass, all earlier ones done, and after it.</summary>
    private static string Pictures(string name)
    {
        FusionPass[] passes = [.. Fusion.Training, .. Fusion.Inference];
        int index = Array.FindIndex(passes, pass => pass.Name == name);
        NetworkProgram before = Example().After(passes[..index]), after = before.After([passes[index]]);
        return $"""
            Before: {before.Normal.LibraryCalls} calls a cell, {before.LibraryCalls} a network.

            ```mermaid
            {MermaidText.Write(ProgramGraph.Of(before.Normal, "before"))}```

            After: {after.Normal.LibraryCalls} calls a cell, {after.LibraryCalls} a network.

            ```mermaid
            {MermaidText.Write(ProgramGraph.Of(after.Normal, "after"))}```

            """;
    }

    /// <summary>A small recurrent cell before a pass, all earlier ones done, and after it.</summary>
    private static string RecurrentPictures(string name)
    {
        RecurrentPass[] passes = [.. RecurrentFusion.Passes];
        int index = Array.FindIndex(passes, pass => pass.Name == name);
        Operation Named(string operation) => Operations.Recurrent.Single(other => other.Name == operation);
        var cell = new Cell([new(1, 0, Named("sigmoid")), new(2, 1, Named("relu")), new(3, 1, Named("identity")), new(4, 2, Named("tanh")), new(5, 1, Named("tanh"))], [1, 2, 3, 5]);
        RecurrentProgram before = RecurrentProgram.Plain(cell).After(passes[..index]), after = before.After([passes[index]]);
        return $"""
            Before: {before.Products.Count} products a word.

            ```mermaid
            {MermaidText.Write(RecurrentProgramGraph.Of(before, "before"))}```

            After: {after.Products.Count} products a word.

            ```mermaid
            {MermaidText.Write(RecurrentProgramGraph.Of(after, "after"))}```

            """;
    }

    /// <summary>The library operations of every published CIFAR network of 36 channels and 20 layers.</summary>
    private static string Calls()
    {
        var table = new StringBuilder("| genotype | plain | fused | for inference |\n|---|---:|---:|---:|\n");
        foreach (string file in Directory.EnumerateFiles(Folder("genotypes"), "*.genotype.json").Order(StringComparer.Ordinal))
        {
            if (GenotypeReader.Read(File.ReadAllText(file)).Genotype is not ConvolutionalGenotype genotype)
                continue;
            var plain = NetworkProgram.Plain(Darts.Genotypes.Lowering.Lower(genotype, new("A", ImageMacro.Cifar, 36, 20, 10, new(3, 32, 32), Auxiliary: false)));
            NetworkProgram fused = plain.After(Fusion.Training);
            table.Append(CultureInfo.InvariantCulture, $"| {genotype.Name} | {plain.LibraryCalls} | {fused.LibraryCalls} | {fused.After(Fusion.Inference).LibraryCalls} |\n");
        }
        return table.ToString();
    }

    private static NetworkProgram Example()
    {
        Operation Named(string name) => Operations.Convolutional.Single(operation => operation.Name == name);
        var cell = new Cell(
            [
                new(2, 0, Named("sep_conv_3x3")), new(2, 1, Named("max_pool_3x3")),
                new(3, 0, Named("sep_conv_3x3")), new(3, 2, Named("dil_conv_3x3")), new(3, 1, Named("skip_connect")),
                new(4, 1, Named("max_pool_3x3")), new(4, 3, Named("sep_conv_5x5")),
                new(5, 2, Named("sep_conv_5x5")),
            ],
            [2, 3, 4]);
        var spec = new ImageNetworkSpec("A", ImageMacro.Cifar, 36, 20, 10, new(3, 32, 32), Auxiliary: false);
        return NetworkProgram.Plain(Darts.Genotypes.Lowering.Lower(new("A", cell, cell, [spec], Provenance.Unknown), spec));
    }

    private static string Folder(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", name);
}
