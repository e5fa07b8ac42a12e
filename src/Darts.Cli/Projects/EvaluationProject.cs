using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using Darts.Networks;

namespace Darts.Cli.Projects;

/// <summary>The project that compiles genotypes into networks: this repository's Darts.Evaluation or the user's own.</summary>
/// <param name="ProjectFile">The full path of its csproj.</param>
internal sealed record EvaluationProject(string ProjectFile)
{
    private const string CompilerName = "Darts.Codegen";
    private const string SolutionFile = "Darts.Codegen.sln";

    /// <summary>The tool's own configuration: networks are then built against the same Darts.Networks that loads them.</summary>
    public static string Configuration { get; } =
        typeof(EvaluationProject).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is { Length: > 0 } own ? own : "Release";

    /// <summary>Finds the project to use.</summary>
    /// <param name="asked">A csproj or a folder with one, from <c>--project</c>; null to look for it.</param>
    /// <param name="folder">Where to start looking, upward.</param>
    /// <exception cref="DartsException">There is none, or what was asked for is none.</exception>
    public static EvaluationProject Find(string? asked, string folder) => asked is null ? Nearest(folder) : At(Path.GetFullPath(asked, folder));

    private static EvaluationProject At(string path)
    {
        if (File.Exists(path))
            return new(path);
        if (!Directory.Exists(path))
            throw new DartsException($"--project: there is no file or folder '{path}'.");
        string[] projects = Directory.GetFiles(path, "*.csproj");
        return projects switch
        {
            [var only] => new(only),
            [] => throw new DartsException($"--project: there is no csproj in '{path}'."),
            _ => throw new DartsException($"--project: '{path}' holds several projects ({Names(projects)}); name one of them."),
        };
    }

    private static EvaluationProject Nearest(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            string[] projects = [.. at.GetFiles("*.csproj").Select(file => file.FullName).Where(ReferencesCompiler).Order(StringComparer.Ordinal)];
            if (projects.Length > 1)
                throw new DartsException($"'{at.FullName}' holds several projects that reference {CompilerName} ({Names(projects)}); choose one with --project.");
            if (projects.Length == 1)
                return new(projects[0]);
            string own = Path.Combine(at.FullName, "src", "Darts.Evaluation", "Darts.Evaluation.csproj");
            if (File.Exists(Path.Combine(at.FullName, SolutionFile)) && File.Exists(own))
                return new(own);
        }
        throw new DartsException($"No project that references {CompilerName} was found in '{folder}' or above it; name one with --project.");
    }

    /// <summary>Whether a csproj has the compiler as a package, or as a project that is an analyzer (not as a library, as tests do).</summary>
    private static bool ReferencesCompiler(string project)
    {
        try
        {
            return XDocument.Load(project).Descendants().Any(element => element.Name.LocalName switch
            {
                "PackageReference" => IsCompiler((string?)element.Attribute("Include")),
                "ProjectReference" => (string?)element.Attribute("OutputItemType") == "Analyzer"
                    && IsCompiler(Path.GetFileNameWithoutExtension(((string?)element.Attribute("Include"))?.Replace('\\', '/'))),
                // Samples inside the repository: generators/Darts.Codegen/build/Reference.targets.
                "Import" => ((string?)element.Attribute("Project"))?.Contains($"{CompilerName}/build/", StringComparison.Ordinal) == true,
                _ => false,
            });
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static bool IsCompiler(string? name) => string.Equals(name, CompilerName, StringComparison.OrdinalIgnoreCase);

    private static string Names(IEnumerable<string> paths) => string.Join(", ", paths.Select(Path.GetFileName));
}
