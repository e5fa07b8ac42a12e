using System.CommandLine;
using System.Globalization;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Terminal;
using Darts.Training;

namespace Darts.Cli.Running;

/// <summary>What a run needs besides its settings, and finds again when it is resumed: it may change without making it another run.</summary>
/// <param name="Data">The full path of the data; null for what is embedded.</param>
/// <param name="Compute">Where it is computed.</param>
/// <param name="Project">The full path of the csproj; null to look for it.</param>
internal sealed record RunEnvironment(string? Data, Compute Compute, string? Project)
{
    private const string DataKey = "data";
    private const string DeviceKey = "device";
    private const string ThreadsKey = "threads";
    private const string ProjectKey = "project";

    /// <summary>Adds the options.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(CommonOptions.Data);
        Compute.AddTo(command);
        command.Options.Add(CommonOptions.Project);
    }

    /// <summary>Reads the options; what is not given is as it was remembered.</summary>
    public static RunEnvironment Of(ParseResult parsed, IReadOnlyDictionary<string, string> remembered)
    {
        var compute = new Compute(
            remembered.GetValueOrDefault(DeviceKey) ?? Compute.Default.DeviceName,
            int.TryParse(remembered.GetValueOrDefault(ThreadsKey), CultureInfo.InvariantCulture, out int threads) ? threads : Compute.Default.Threads);
        return new(Given(CommonOptions.Data, DataKey), Compute.Of(parsed, compute), Given(CommonOptions.Project, ProjectKey));

        string? Given(Option<string?> option, string key) => parsed.GetValue(option) is { } path ? Path.GetFullPath(path) : remembered.GetValueOrDefault(key);
    }

    /// <summary>What to write down for a resume.</summary>
    public IReadOnlyDictionary<string, string> ToRemember()
    {
        var all = new Dictionary<string, string> { [DeviceKey] = Compute.DeviceName, [ThreadsKey] = Compute.Threads.ToString(CultureInfo.InvariantCulture) };
        if (Data is not null)
            all[DataKey] = Data;
        if (Project is not null)
            all[ProjectKey] = Project;
        return all;
    }

    /// <summary>The project that compiles the networks.</summary>
    public EvaluationProject FindProject() => EvaluationProject.Find(Project, Environment.CurrentDirectory);

    /// <summary>Reads the text, saying so.</summary>
    /// <param name="output">Where to say it.</param>
    /// <param name="vocabulary">The words that it is to be read as; its own by default.</param>
    public Task<TextCorpus> LoadTextAsync(Output output, Vocabulary? vocabulary = null)
    {
        string folder = Data ?? DataSets.EmbeddedText;
        return output.WhileAsync($"Reading {folder}", () => Task.Run(() => vocabulary is null ? TextCorpus.Load(folder) : TextCorpus.Load(folder, vocabulary)));
    }

    /// <summary>Reads the data, saying so.</summary>
    /// <param name="output">Where to say it.</param>
    /// <param name="options">How to read it.</param>
    public Task<ImageData> LoadDataAsync(Output output, DataOptions options)
    {
        string path = Data ?? DataSets.Embedded;
        return output.WhileAsync($"Reading {path}", () => Task.Run(() => DataSets.Load(path, options)));
    }
}
