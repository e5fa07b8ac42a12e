using Darts.Networks;
using Darts.Search;
using Darts.Training;

namespace Darts.Cli.Running;

/// <summary>What <c>darts run</c> is going to do, as <c>run.json</c> in the run's folder holds it; a resume reads it from there.</summary>
/// <param name="Name">The name of the run, its genotype and its network.</param>
/// <param name="Search">How to search.</param>
/// <param name="Training">How to train what was found.</param>
internal sealed record RunPlan(string Name, SearchSettings Search, TrainingSettings Training)
{
    private const string PlanKey = "plan";

    /// <summary>Whether a folder was made by <c>darts run</c>.</summary>
    public static bool Exists(string folder) => File.Exists(FileIn(folder));

    /// <summary>Reads the plan of a run that was started.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <returns>The plan, and what its command line wanted to find again.</returns>
    /// <exception cref="DartsException">There is none, or it is damaged.</exception>
    public static (RunPlan Plan, IReadOnlyDictionary<string, string> Remembered) Read(string folder)
    {
        if (!Exists(folder))
            throw new DartsException(RunFolder.Exists(folder)
                ? $"'{folder}' was started by 'darts {RunFolder.ReadConfiguration(folder).Kind}' and is continued by it."
                : $"'{folder}' is no run folder: it lacks {Path.GetFileName(FileIn(folder))}.");
        var configuration = RunConfiguration.Read(FileIn(folder));
        return (configuration.Part<RunPlan>(PlanKey), configuration.Command);
    }

    /// <summary>Writes the plan into the folder of a new run.</summary>
    /// <param name="folder">The run's folder; made if missing.</param>
    /// <param name="remember">What a resume wants to find again.</param>
    /// <exception cref="DartsException">The folder holds a run already, or cannot be written.</exception>
    public void Write(string folder, IReadOnlyDictionary<string, string> remember)
    {
        if (Exists(folder) || RunFolder.Exists(folder))
            throw new DartsException($"'{folder}' holds a run already: continue it with --resume {folder}, or choose another --name.");
        Directory.CreateDirectory(folder);
        AtomicFile.Write(FileIn(folder), Configuration(remember).WriteTo);
    }

    /// <summary>Refuses a resume with settings that would make it another run.</summary>
    /// <exception cref="DartsException">The message names the first setting that differs.</exception>
    public void CheckSame(string folder, RunPlan then) =>
        Configuration(new Dictionary<string, string>()).CheckSame(folder, then.Configuration(new Dictionary<string, string>()));

    private RunConfiguration Configuration(IReadOnlyDictionary<string, string> remember) =>
        RunConfiguration.Of("run", new Dictionary<string, object> { [PlanKey] = this }, remember);

    private static string FileIn(string folder) => Path.Combine(folder, "run.json");
}
