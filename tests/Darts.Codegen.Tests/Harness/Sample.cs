using System.Globalization;

namespace Darts.Codegen.Tests.Harness;

/// <summary>Small genotype files.</summary>
internal static class Sample
{
    /// <summary>A CIFAR network of three cells on 8×8 images.</summary>
    public static string Cifar(string name, bool auxiliary = true, int layers = 3, string input = "3, 8, 8", int channels = 4) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{ "name": "{{name}}", "macro": "cifar", "channels": {{channels}}, "layers": {{layers}}, "classes": 10, "input": [{{input}}], "auxiliary": {{(auxiliary ? "true" : "false")}} }""");

    /// <summary>An ImageNet network of three cells on 64×64 images.</summary>
    public static string ImageNet(string name, bool auxiliary = true, string input = "3, 64, 64") =>
        $$"""{ "name": "{{name}}", "macro": "imagenet", "channels": 4, "layers": 3, "classes": 10, "input": [{{input}}], "auxiliary": {{(auxiliary ? "true" : "false")}} }""";

    /// <summary>A genotype; edges are written <c>2 ← 0 sep_conv_3x3</c>, separated by commas.</summary>
    public static string Genotype(
        string networks,
        string normal = "2 ← 0 sep_conv_3x3, 2 ← 1 skip_connect",
        string normalConcat = "2",
        string reduce = "2 ← 0 max_pool_3x3, 2 ← 1 skip_connect",
        string reduceConcat = "2",
        string name = "Sample") =>
        $$"""
        {
          "version": 1,
          "kind": "convolutional",
          "name": "{{name}}",
          "normal": {
            "edges": [{{Edges(normal)}}],
            "concat": [{{normalConcat}}]
          },
          "reduce": {
            "edges": [{{Edges(reduce)}}],
            "concat": [{{reduceConcat}}]
          },
          "networks": [
            {{networks}}
          ]
        }
        """;

    /// <summary>A genotype with one small CIFAR network.</summary>
    public static string Named(string name) => Genotype(Cifar(name));

    /// <summary>A recurrent genotype with one small language model; edges are written <c>1 ← 0 tanh</c>, separated by commas.</summary>
    public static string Recurrent(string edges, string concat, string network = "Language") =>
        $$"""
        {
          "version": 1,
          "kind": "recurrent",
          "name": "Sample",
          "recurrent": {
            "edges": [{{Edges(edges)}}],
            "concat": [{{concat}}]
          },
          "networks": [{ "name": "{{network}}", "macro": "language", "embedding": 8, "hidden": 8, "vocabulary": 100 }]
        }
        """;

    private static string Edges(string edges) => string.Join(", ", edges.Split(',', StringSplitOptions.TrimEntries).Select(edge =>
    {
        string[] parts = edge.Split([' ', '←'], StringSplitOptions.RemoveEmptyEntries);
        return $$"""{ "node": {{parts[0]}}, "from": {{parts[1]}}, "op": "{{parts[2]}}" }""";
    }));
}
