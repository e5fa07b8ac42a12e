namespace Darts.Genotypes.Tests;

/// <summary>Small valid files that tests break or look at.</summary>
internal static class Sample
{
    public const string Convolutional = """
        {
          "$schema": "genotype.schema.json",
          "version": 1,
          "kind": "convolutional",
          "name": "Tiny",
          "normal": {
            "edges": [
              { "node": 2, "from": 0, "op": "sep_conv_3x3" },
              { "node": 2, "from": 1, "op": "skip_connect" },
              { "node": 3, "from": 2, "op": "dil_conv_5x5" }
            ],
            "concat": [2, 3]
          },
          "reduce": {
            "edges": [
              { "node": 2, "from": 1, "op": "max_pool_3x3" }
            ],
            "concat": [2]
          },
          "networks": [
            { "name": "TinyCifar", "macro": "cifar", "channels": 8, "layers": 6, "classes": 10, "input": [3, 32, 32], "auxiliary": true },
            { "name": "TinyImageNet", "macro": "imagenet", "channels": 16, "layers": 5, "classes": 100, "input": [1, 64, 48], "auxiliary": false }
          ],
          "provenance": { "method": "by hand", "dataset": "none", "seed": -7, "epochs": 50, "source": "a \"test\" at C:\\tests" }
        }

        """;

    public const string Recurrent = """
        {
          "version": 1,
          "kind": "recurrent",
          "name": "TinyLanguage",
          "recurrent": {
            "edges": [
              { "node": 1, "from": 0, "op": "relu" },
              { "node": 2, "from": 1, "op": "tanh" }
            ],
            "concat": [1, 2]
          },
          "networks": [
            { "name": "TinyPtb", "macro": "language", "embedding": 850, "hidden": 850, "vocabulary": 10000 }
          ]
        }

        """;

    /// <summary>The published genotypes of image networks by file name, <c>darts-v2</c>.</summary>
    public static IEnumerable<string> Published => AllPublished.Where(static name => Valid(PublishedText(name)) is ConvolutionalGenotype);

    /// <summary>Those of language models, <c>darts-v2-rnn</c>.</summary>
    public static IEnumerable<string> PublishedRecurrent => AllPublished.Except(Published);

    /// <summary>A clone in which searches were run has others too, made by the search and without a source.</summary>
    private static IEnumerable<string> AllPublished =>
        Directory.GetFiles(Folder, "*.genotype.json").Select(path => Path.GetFileName(path).Replace(".genotype.json", ""))
            .Where(name => Valid(PublishedText(name)).Provenance is { Source: not null } or { Seed: null }).Order(StringComparer.Ordinal);

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "genotypes");

    public static string PublishedText(string name) => File.ReadAllText(Path.Combine(Folder, name + ".genotype.json"));

    public static ConvolutionalGenotype ReadPublished(string name) => Assert.IsType<ConvolutionalGenotype>(Valid(PublishedText(name)));

    /// <summary>The genotype of a text that must be valid.</summary>
    public static Genotype Valid(string text)
    {
        GenotypeReading reading = GenotypeReader.Read(text);
        Assert.Equal([], reading.Problems.Select(problem => problem.ToString()));
        return reading.Genotype!;
    }

    /// <summary>The text with its one <paramref name="old"/> replaced.</summary>
    public static string With(this string text, string old, string by)
    {
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{old}' is not in the sample.");
        return text.Remove(at, old.Length).Insert(at, by);
    }
}
