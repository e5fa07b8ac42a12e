using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Running;

/// <summary><c>run.json</c> in a folder that <c>darts run</c> made: what it is going to do. A resume reads it from there.</summary>
internal static class RunFile
{
    private const string Kind = "run", SpaceKey = "space", PlanKey = "plan";

    /// <summary>Whether a folder was made by <c>darts run</c>.</summary>
    public static bool Exists(string folder) => File.Exists(FileIn(folder));

    /// <summary>Reads the plan of a run that was started.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="DartsException">There is none, or it is damaged.</exception>
    public static RunConfiguration Read(string folder)
    {
        if (Exists(folder))
            return RunConfiguration.Read(FileIn(folder));
        throw new DartsException(RunFolder.Exists(folder)
            ? $"'{folder}' was started by 'darts {RunFolder.ReadConfiguration(folder).Kind}' and is continued by it."
            : $"'{folder}' is no run folder: it lacks {Path.GetFileName(FileIn(folder))}.");
    }

    /// <summary>Writes the plan into the folder of a new run.</summary>
    /// <param name="folder">The run's folder; made if missing.</param>
    /// <param name="configuration">What <see cref="Configuration"/> made.</param>
    /// <exception cref="DartsException">The folder holds a run already, or cannot be written.</exception>
    public static void Write(string folder, RunConfiguration configuration)
    {
        if (Exists(folder) || RunFolder.Exists(folder))
            throw new DartsException($"'{folder}' holds a run already: continue it with --resume {folder}, or choose another --name.");
        Directory.CreateDirectory(folder);
        AtomicFile.Write(FileIn(folder), configuration.WriteTo);
    }

    /// <summary>What the file holds.</summary>
    /// <param name="space">The space that is searched.</param>
    /// <param name="plan">What is going to be done there.</param>
    /// <param name="remember">What a resume wants to find again.</param>
    public static RunConfiguration Configuration<TSearch, TTraining>(string space, RunPlan<TSearch, TTraining> plan, IReadOnlyDictionary<string, string> remember) =>
        RunConfiguration.Of(Kind, new Dictionary<string, object> { [SpaceKey] = space, [PlanKey] = plan }, remember);

    /// <summary>The space of a run that was started.</summary>
    public static string SpaceOf(RunConfiguration started) => started.Part<string>(SpaceKey);

    /// <summary>The plan of a run that was started.</summary>
    public static RunPlan<TSearch, TTraining> PlanOf<TSearch, TTraining>(RunConfiguration started) => started.Part<RunPlan<TSearch, TTraining>>(PlanKey);

    /// <summary>The name of a run that was started.</summary>
    public static string NameOf(RunConfiguration started) => PlanOf<object, object>(started).Name;

    private static string FileIn(string folder) => Path.Combine(folder, "run.json");
}
