namespace Darts.EndToEnd.Tests.Support;

/// <summary>A user's project in which a language model was trained once; shared by the tests of one collection, which run one after the other.</summary>
public sealed class LanguageProject : IAsyncLifetime
{
    /// <summary>The name of the model and of its run.</summary>
    internal const string Name = "Tiny";

    /// <summary>A text without <c>&lt;unk&gt;</c>, in a folder with a space in its name.</summary>
    internal const string Text = "tiny text";

    internal UserProject Project { get; } = new();

    internal ToolResult Result { get; private set; } = new(-1, "", "");

    /// <summary>The command line of the shared training, or of one like it.</summary>
    internal static string[] Train(string runs = "runs", string epochs = "3", params string[] more) =>
    [
        "train", "--network", Name, "--runs", runs, "--json", "--seed", "5", "--threads", "1", "--device", "cpu",
        "--epochs", epochs, "--batch-size", "4", "--evaluation-batch-size", "2", "--length", "6", "--patience", "0", .. more.Contains("--data") ? more : ["--data", Text, .. more],
    ];

    /// <summary>Where the shared training left its weights.</summary>
    internal string Weights => Path.Combine("runs", Name, "weights.safetensors");

    public async ValueTask InitializeAsync()
    {
        TinyText.Write(Project[Text]);
        await File.WriteAllTextAsync(Project["genotypes", "tiny.genotype.json"], Genotype(Name, TinyText.Vocabulary)).ConfigureAwait(true);
        Result = await Project.DartsAsync(Train()).ConfigureAwait(true);
    }

    public ValueTask DisposeAsync()
    {
        Project.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A cell of three nodes, 8 wide.</summary>
    private static string Genotype(string name, int vocabulary) => $$"""
        {
          "version": 1,
          "kind": "recurrent",
          "name": "{{name}}Cell",
          "recurrent": {
            "edges": [
              { "node": 1, "from": 0, "op": "sigmoid" },
              { "node": 2, "from": 1, "op": "relu" },
              { "node": 3, "from": 1, "op": "identity" }
            ],
            "concat": [1, 2, 3]
          },
          "networks": [
            { "name": "{{name}}", "macro": "language", "embedding": 8, "hidden": 8, "vocabulary": {{vocabulary}} },
            { "name": "{{name}}Large", "macro": "language", "embedding": 8, "hidden": 8, "vocabulary": 100 }
          ]
        }
        """;
}

[CollectionDefinition(nameof(LanguageProject))]
public sealed class LanguageProjectCollection : ICollectionFixture<LanguageProject>;
