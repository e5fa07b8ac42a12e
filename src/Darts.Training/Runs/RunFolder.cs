using Darts.Networks;

namespace Darts.Training;

/// <summary>
/// The folder of a run, by convention <c>runs/NAME</c>: <c>config.json</c>, <c>metrics.jsonl</c>, TensorBoard event files, <c>checkpoints/</c>, and what the run makes:
/// <c>genotypes/</c> or <c>weights.safetensors</c>.
/// </summary>
public sealed class RunFolder
{
    private const string ConfigurationName = "config.json";

    private RunFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What the run was started with.</summary>
    public string ConfigurationFile => In(ConfigurationName);

    /// <summary>One JSON object a line and epoch.</summary>
    public string MetricsFile => In("metrics.jsonl");

    /// <summary>The state to go on from.</summary>
    public string CheckpointFile => In("checkpoints", "last.safetensors");

    /// <summary>The state that was best on the validation text, of a language model.</summary>
    public string BestCheckpointFile => In("checkpoints", "best.safetensors");

    /// <summary>The trained network.</summary>
    public string WeightsFile => In("weights.safetensors");

    /// <summary>The words of a language model in the order of their numbers, one a line: for programs that read neither checkpoints nor weights.</summary>
    public string WordsFile => In("words.txt");

    /// <summary>The genotypes of a search, one for each epoch.</summary>
    public string GenotypesFolder => In("genotypes");

    /// <summary>The α of a search, one file for each epoch.</summary>
    public string AlphasFolder => In("alphas");

    /// <summary>Whether there is a state to go on from.</summary>
    public bool HasCheckpoint => File.Exists(CheckpointFile);

    /// <summary>Starts a run in a folder that holds none.</summary>
    /// <param name="path">The folder; made if it is not there.</param>
    /// <param name="configuration">What the run is started with; written down, so that a resume can be refused that would not be the same run.</param>
    /// <exception cref="DartsException">The folder holds a run already, or cannot be written.</exception>
    public static RunFolder Create(string path, RunConfiguration configuration)
    {
        var run = new RunFolder(path);
        if (File.Exists(run.ConfigurationFile))
        {
            throw new DartsException($"'{path}' holds a run already: continue it with --resume, or choose another folder.");
        }

        try
        {
            Directory.CreateDirectory(run.In("checkpoints"));
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Writing(path, e);
        }

        AtomicFile.Write(run.ConfigurationFile, configuration.WriteTo);
        return run;
    }

    /// <summary>Takes up a run that was stopped.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="configuration">What it would be continued with.</param>
    /// <exception cref="DartsException">There is no run, or it was started with something else; the message names the first setting that differs and both values.</exception>
    public static RunFolder Resume(string path, RunConfiguration configuration)
    {
        configuration.CheckSame(path, ReadConfiguration(path));
        return new(path);
    }

    /// <summary>Takes up the run in a folder, or starts one where there is none.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="configuration">What it is started or would be continued with.</param>
    /// <exception cref="DartsException">The run there was started with something else, or the folder cannot be written.</exception>
    public static RunFolder ResumeOrCreate(string path, RunConfiguration configuration) => Exists(path) ? Resume(path, configuration) : Create(path, configuration);

    /// <summary>Opens a run to look at.</summary>
    /// <param name="path">Its folder.</param>
    /// <exception cref="DartsException">There is no run.</exception>
    public static RunFolder Open(string path)
    {
        ReadConfiguration(path);
        return new(path);
    }

    /// <summary>Whether there is a run at <paramref name="path"/>.</summary>
    /// <param name="path">A folder, or where one would be.</param>
    public static bool Exists(string path) => File.Exists(new RunFolder(path).ConfigurationFile);

    /// <summary>What the run at <paramref name="path"/> was started with.</summary>
    /// <param name="path">A run's folder.</param>
    /// <exception cref="DartsException">There is no run, or its configuration is damaged.</exception>
    public static RunConfiguration ReadConfiguration(string path)
    {
        var file = new RunFolder(path).ConfigurationFile;
        return File.Exists(file) ? RunConfiguration.Read(file) : throw new DartsException($"'{path}' is no run folder: it lacks {ConfigurationName}.");
    }

    private string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
