using System.Text.Json;

namespace Darts.EndToEnd.Tests.Support;

/// <summary>A user's project in which <c>darts run</c> went the whole way once; shared by the tests of one collection, which run one after the other.</summary>
public sealed class Pipeline : IAsyncLifetime
{
    /// <summary>The name of the run, its genotype and its network.</summary>
    internal const string Name = "Tiny";

    /// <summary>A search and a training that take seconds.</summary>
    /// <param name="searchEpochs">As text.</param>
    internal static string[] Small(string searchEpochs = "1") =>
    [
        "--threads", "1", "--device", "cpu",
        "--search-epochs", searchEpochs, "--search-channels", "2", "--search-layers", "3", "--search-batch-size", "16",
        "--train-epochs", "1", "--channels", "2", "--layers", "3", "--train-batch-size", "16",
    ];

    internal UserProject Project { get; } = new();

    internal ToolResult Result { get; private set; } = new(-1, "", "");

    /// <summary>The data, as the command line names it.</summary>
    internal string Data => Project["digits"];

    /// <summary>The command line of the shared run, or of one like it.</summary>
    internal string[] Run(string runs = "runs", string name = Name, string searchEpochs = "1") =>
        ["run", "--data", Data, "--name", name, "--seed", "7", .. Small(searchEpochs), "--runs", runs, "--json"];

    public async ValueTask InitializeAsync()
    {
        TinyImages.WriteIdx(Data);
        // Networks of the goldens, so that one build serves all tests.
        foreach (string genotype in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Darts.Evaluation.Tests", "genotypes"), "golden-*.genotype.json"))
            File.Copy(genotype, Path.Combine(Project.Genotypes, Path.GetFileName(genotype)));
        Result = await Project.DartsAsync(Run());
    }

    public ValueTask DisposeAsync()
    {
        Project.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The lines of a metrics file without what the clock has a part in.</summary>
    internal static string[] Metrics(string file) =>
        [.. File.ReadAllLines(file).Select(line => string.Join(' ', JsonDocument.Parse(line).RootElement.EnumerateObject()
            .Where(value => value.Name is not ("seconds" or "imagesPerSecond")).Select(value => $"{value.Name}={value.Value.GetRawText()}")))];
}

[CollectionDefinition(nameof(Pipeline))]
public sealed class PipelineCollection : ICollectionFixture<Pipeline>;
