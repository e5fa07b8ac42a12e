using System.CommandLine;
using Darts.Cli.Commands;
using Darts.Cli.Options;
using Darts.Networks;

namespace Darts.Cli.Projects;

/// <summary>From the options of a command to the networks of a project.</summary>
internal static class CompiledNetworks
{
    /// <summary>The project that the options mean.</summary>
    public static EvaluationProject ProjectOf(ParseResult parsed) => EvaluationProject.Find(parsed.GetValue(CommonOptions.Project), Environment.CurrentDirectory);

    /// <summary>Builds the project, unless the options say otherwise, and loads its networks.</summary>
    /// <exception cref="DartsException">There is no such project, it does not build, or it was not built yet.</exception>
    public static async Task<NetworkAssembly> LoadAsync(ParseResult parsed, CommandContext context)
    {
        var project = ProjectOf(parsed);
        var built = parsed.GetValue(CommonOptions.NoBuild)
            ? await BuiltProject.EvaluateAsync(project, context.Cancellation).ConfigureAwait(false)
            : await BuildAsync(project, context).ConfigureAwait(false);
        return NetworkAssembly.Load(built.AssemblyPath);
    }

    /// <summary>Builds the project, saying so.</summary>
    public static Task<BuiltProject> BuildAsync(EvaluationProject project, CommandContext context) =>
        context.Output.WhileAsync($"Compiling the networks of {project.ProjectFile}", () => BuiltProject.BuildAsync(project, context.Cancellation));
}
