namespace Darts.EndToEnd.Tests.Support;

/// <summary>A user's project in which <c>darts run --space recurrent</c> went the whole way once; shared by the tests of one class, which run one after the other.</summary>
public sealed class LanguagePipeline : IAsyncLifetime
{
    /// <summary>The name of the run, its genotype and its network.</summary>
    internal const string Name = "Tiny";

    /// <summary>The text, in a folder with a space in its name.</summary>
    internal const string Text = "tiny text";

    internal UserProject Project { get; } = new();

    internal ToolResult Result { get; private set; } = new(-1, "", "");

    /// <summary>The command line of the shared run, or of one like it.</summary>
    internal static string[] Run(string runs = "runs", string name = Name, string searchEpochs = "1") =>
    [
        "run", "--space", "recurrent", "--data", Text, "--name", name, "--seed", "7", "--threads", "1", "--device", "cpu", "--width", "12",
        "--batch-size", "4", "--search-epochs", searchEpochs, "--search-width", "8", "--search-length", "6", "--search-evaluation-batch-size", "2",
        "--train-epochs", "2", "--train-length", "6", "--train-evaluation-batch-size", "2", "--runs", runs, "--json",
    ];

    public async ValueTask InitializeAsync()
    {
        TinyText.Write(Project[Text]);
        Result = await Project.DartsAsync(Run()).ConfigureAwait(true);
    }

    public ValueTask DisposeAsync()
    {
        Project.Dispose();
        return ValueTask.CompletedTask;
    }
}
