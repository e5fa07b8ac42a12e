using System.Text.Json;
using Darts.Networks;

namespace Darts.Cli.Projects;

/// <summary>What MSBuild says of an <see cref="EvaluationProject"/>.</summary>
/// <param name="AssemblyPath">The assembly it builds.</param>
/// <param name="GenotypeFolder">Where its genotypes lie.</param>
/// <param name="PackageFolders">Where NuGet unpacked the packages it references.</param>
internal sealed record BuiltProject(string AssemblyPath, string GenotypeFolder, IReadOnlyList<string> PackageFolders)
{
    private const string PathProperty = "TargetPath";
    private const string FolderProperty = "DartsGenotypeFolder";
    private const string PackagesProperty = "NuGetPackageFolders";

    /// <summary>Does next to nothing. MSBuild restores only before it builds a target, not when it is asked for properties alone.</summary>
    private const string CheapTarget = "GetTargetFrameworks";

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
            string[] verb = build ? ["build", "-t:Build"] : ["msbuild", "-restore", $"-t:{CheapTarget}"];
            string[] arguments = [.. verb, project.ProjectFile, $"-p:Configuration={EvaluationProject.Configuration}", "-nologo", "-v:quiet", "-tl:off",
                $"-getProperty:{PathProperty}", $"-getProperty:{FolderProperty}", $"-getProperty:{PackagesProperty}", $"-getResultOutputFile:{answer}"];
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
        string[] packages = properties.GetProperty(PackagesProperty).GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(path, Path.GetFullPath(folder.Replace('\\', Path.DirectorySeparatorChar), Path.GetDirectoryName(project.ProjectFile)!), packages);
    }
}
