using System.Text.Json;
using Darts.Networks;

namespace Darts.Cli.Projects;

/// <summary>What MSBuild says of an <see cref="EvaluationProject"/>.</summary>
/// <param name="AssemblyPath">The assembly it builds.</param>
/// <param name="GenotypeFolder">Where its genotypes lie.</param>
internal sealed record BuiltProject(string AssemblyPath, string GenotypeFolder)
{
    private const string PathProperty = "TargetPath";
    private const string FolderProperty = "DartsGenotypeFolder";

    /// <summary>Builds the project.</summary>
    /// <exception cref="DartsException">It does not build; the message holds the compiler's errors.</exception>
    public static Task<BuiltProject> BuildAsync(EvaluationProject project, CancellationToken cancellation) => AskAsync(project, build: true, cancellation);

    /// <summary>Evaluates the project, restoring its packages, but builds nothing.</summary>
    /// <exception cref="DartsException">It cannot be evaluated or does not compile genotypes.</exception>
    public static Task<BuiltProject> EvaluateAsync(EvaluationProject project, CancellationToken cancellation) => AskAsync(project, build: false, cancellation);

    private static async Task<BuiltProject> AskAsync(EvaluationProject project, bool build, CancellationToken cancellation)
    {
        string answer = Path.GetTempFileName();
        try
        {
            string[] verb = build ? ["build", "-t:Build"] : ["msbuild", "-restore"];
            string[] arguments = [.. verb, project.ProjectFile, $"-p:Configuration={EvaluationProject.Configuration}", "-nologo", "-v:quiet", "-tl:off",
                $"-getProperty:{PathProperty}", $"-getProperty:{FolderProperty}", $"-getResultOutputFile:{answer}"];
            var (code, log) = await Dotnet.RunAsync(arguments, Path.GetDirectoryName(project.ProjectFile)!, cancellation).ConfigureAwait(false);
            if (code != 0)
                throw new DartsException($"'{project.ProjectFile}' does not build:{Environment.NewLine}{Dotnet.Errors(log)}");
            return Read(project, await File.ReadAllTextAsync(answer, cancellation).ConfigureAwait(false));
        }
        finally
        {
            File.Delete(answer);
        }
    }

    private static BuiltProject Read(EvaluationProject project, string json)
    {
        using var document = JsonDocument.Parse(json);
        var properties = document.RootElement.GetProperty("Properties");
        string path = properties.GetProperty(PathProperty).GetString()!, folder = properties.GetProperty(FolderProperty).GetString()!;
        if (path.Length == 0)
            throw new DartsException($"'{project.ProjectFile}' builds no single assembly; it needs one TargetFramework.");
        if (folder.Length == 0)
            throw new DartsException($"'{project.ProjectFile}' does not compile genotypes: it has no reference to Darts.Codegen.");
        return new(path, Path.GetFullPath(folder.Replace('\\', Path.DirectorySeparatorChar), Path.GetDirectoryName(project.ProjectFile)!));
    }
}
