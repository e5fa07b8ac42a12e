using System.Text.Encodings.Web;
using System.Text.Json;
using Darts.Genotypes;

namespace Darts.Shipping;

/// <summary>The page that shows a package.</summary>
internal static class PackageReadme
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it, in Markdown.</summary>
    public static string Of(NetworkGraph graph, ModelData data, PackageIdentity identity, string hash)
    {
        var (channels, height, width) = graph.Input;
        // Names are quoted as JSON, a line each: whatever they hold, it ends neither the line nor the block.
        string classes = string.Join("\n", data.Classes.Select(static name => JsonSerializer.Serialize(name, Readable).Replace('`', '\'')));
        return FormattableString.Invariant($$"""
            # {{identity.Id}}

            A trained image classifier. It runs on CPUs and needs no native library: the network is compiled C#, and its weights are part of the assembly.

            ```csharp
            using {{identity.Namespace}};

            using var model = new {{graph.Name}}();
            // Red, green and blue of each pixel, row by row; pictures of any size.
            byte[] pixels = new byte[3 * 640 * 480];
            foreach (var (name, _, probability) in model.Classify(pixels, width: 640, height: 480))
                Console.WriteLine($"{name}: {probability:P1}");
            ```

            `Classify` also takes grey pictures and ones with alpha (`PixelFormat`), lists of pictures, and prepared values. One model serves any number of threads.

            - Input of the network: {{channels}}×{{height}}×{{width}}. Pictures are scaled to cover it, cut in the middle and normalised as in training.
            - Architecture: {{graph.Genotype}} ({{hash}}), in `genotype/{{graph.Name}}.genotype.json`; its picture is `genotype/{{graph.Name}}.svg`.
            - Trimming and native compilation ahead of time work.

            Its {{data.Classes.Count}} classes:

            ```
            {{classes}}
            ```

            """);
    }
}
