using System.Net;
using Darts.Packages.Tests.Support;
using Darts.Serving.Tests;
using SkiaSharp;

namespace Darts.Packages.Tests;

/// <summary>The whole way of somebody who has nothing but the SDK and the packages, one step after the other.</summary>
public sealed class TemplateTests
{
    private const string Name = "Shoe Box 2";
    private const string Picture = "pictures/ankle-boot.png";

    private static string Hive => Path.Combine(Feed.Root, "templates");

    [Fact]
    public async Task From_an_empty_folder_to_a_program_and_a_service_that_name_what_is_on_a_picture()
    {
        string folder = await NewProject();
        Assert.Contains("Starter: ", await RunProgram(folder), StringComparison.Ordinal);

        await DartsTool.Succeed(folder, ["search", "--name", "Found", "--batch-size", "100", .. DartsTool.SmallSearch]);
        await DartsTool.Succeed(folder, ["train", "--network", "Found", "--name", "Trained", "--batch-size", "100", .. DartsTool.SmallTraining]);
        string weights = Path.Combine("runs", "Trained", "weights.safetensors");
        await DartsTool.Succeed(folder, "export", "genotypes/Found.genotype.json", "--weights", weights, "-o", "Found.onnx");
        Assert.True(File.Exists(Path.Combine(folder, "Found.onnx")));
        await DartsTool.Succeed(folder, "export", "genotypes/Found.genotype.json", "--weights", weights, "--to", "nuget", "-o", "models");
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "models"), "*.nupkg"));

        // What the project's README says next.
        foreach (string file in (string[])["Program.cs", "TrainedModel.cs"])
            Replace(Path.Combine(folder, file), "Starter", "Found");
        string[] words = (await RunProgram(folder, weights, Picture)).Trim().Split('\n')[^1].Split(": ");
        Assert.Equal(Picture, words[0]);
        var classes = words[1].Split(", ");
        Assert.Equal(3, classes.Length);
        // The same network in the tool, through libtorch, sees the same.
        string predicted = await DartsTool.Succeed(folder, "predict", "--network", "Found", "--weights", weights, "--image", Picture, "--no-build");
        Assert.Contains($"{Picture}: {classes[0][..classes[0].LastIndexOf(' ')]} ", predicted, StringComparison.Ordinal);

        // And so does its package, in a service.
        await using (var service = await ServiceProject.StartAsync(Path.Combine(folder, "models"), "Found"))
        {
            Assert.Equal(classes[0][..classes[0].LastIndexOf(' ')], await ClassifyAsync(service, Path.Combine(folder, Picture)));
            using var refused = await service.Client.PostAsync(new Uri("/classify/5x5", UriKind.Relative), new ByteArrayContent([1, 2, 3]), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        var (code, output) = await DotNet.Run(folder, "run", "-c", "Release", "--no-build", "--", weights, "Program.cs");
        Assert.Equal(1, code);
        Assert.Contains("'Program.cs' is no picture.", output, StringComparison.Ordinal);
    }

    /// <summary>Sends a picture as red, green and blue.</summary>
    private static async Task<string> ClassifyAsync(RunningService service, string picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        byte[] pixels = [.. bitmap.Pixels.SelectMany(colour => (byte[])[colour.Red, colour.Green, colour.Blue])];
        using var response = await service.Client.PostAsync(new Uri($"/classify/{bitmap.Width}x{bitmap.Height}", UriKind.Relative), new ByteArrayContent(pixels), TestContext.Current.CancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> NewProject()
    {
        string parent = Feed.Folder("of a user");
        await DotNet.Succeed(parent, "new", "install", "Darts.Templates", "--debug:custom-hive", Hive);
        await DotNet.Succeed(parent, "new", "darts", "--name", Name, "--debug:custom-hive", Hive);
        string folder = Path.Combine(parent, Name);
        Assert.True(File.Exists(Path.Combine(folder, $"{Name}.csproj")));
        Assert.True(File.Exists(Path.Combine(folder, ".gitignore")));
        Assert.DoesNotContain("DartsApp", await File.ReadAllTextAsync(Path.Combine(folder, "README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        return folder;
    }

    private static Task<string> RunProgram(string folder, params string[] arguments) => DotNet.Succeed(folder, ["run", "-c", "Release", "--", .. arguments]);

    private static void Replace(string file, string old, string by) => File.WriteAllText(file, File.ReadAllText(file).Replace(old, by, StringComparison.Ordinal));
}
