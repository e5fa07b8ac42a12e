using System.CommandLine;
using Darts.Cli.Commands;
using Darts.Cli.Options;
using Darts.Networks;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Cli.Projects;

/// <summary>From the options of a command to the networks of a project.</summary>
internal static class CompiledNetworks
{
    /// <summary>The project that the options mean.</summary>
    public static EvaluationProject ProjectOf(ParseResult parsed) => EvaluationProject.Find(parsed.GetValue(CommonOptions.Project), Environment.CurrentDirectory);

    /// <summary>Builds a project and loads its networks.</summary>
    /// <param name="project">The project.</param>
    /// <param name="noBuild">Whether to take it as it was last built.</param>
    /// <param name="context">Says what is done.</param>
    /// <exception cref="DartsException">It does not build, or was not built yet.</exception>
    public static async Task<NetworkAssembly> LoadAsync(EvaluationProject project, bool noBuild, CommandContext context)
    {
        var built = noBuild
            ? await BuiltProject.EvaluateAsync(project, context.Cancellation).ConfigureAwait(false)
            : await BuildAsync(project, context).ConfigureAwait(false);
        return NetworkAssembly.Load(built.AssemblyPath);
    }

    /// <summary>Builds the project, saying so.</summary>
    public static Task<BuiltProject> BuildAsync(EvaluationProject project, CommandContext context) =>
        context.Output.WhileAsync($"Compiling the networks of {project.ProjectFile}", () => BuiltProject.BuildAsync(project, context.Cancellation));

    /// <summary>Makes the network that the options name, with the weights they name, ready to be used.</summary>
    /// <exception cref="DartsException">There is no such network, or the weights do not fit it.</exception>
    public static ImageClassifier Trained(ParseResult parsed, NetworkAssembly assembly, Device device)
    {
        var network = assembly.Create(parsed.GetRequiredValue(CommonOptions.Network));
        network.eval();
        NetworkWeights.Load(network, parsed.GetRequiredValue(CommonOptions.Weights), parsed.GetValue(CommonOptions.IgnoreExtra));
        network.to(device);
        return network;
    }

    /// <summary>The same of a language model.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="assembly">The built project.</param>
    /// <param name="vocabulary">The words that the weights file names.</param>
    /// <param name="device">Where.</param>
    /// <exception cref="DartsException">There is no such model, or the weights or their words do not fit it.</exception>
    public static LanguageModel TrainedLanguageModel(ParseResult parsed, NetworkAssembly assembly, Vocabulary vocabulary, Device device)
    {
        string weights = parsed.GetRequiredValue(CommonOptions.Weights);
        var model = assembly.CreateLanguageModel(parsed.GetRequiredValue(CommonOptions.Network));
        model.eval();
        NetworkWeights.Load(model, weights, parsed.GetValue(CommonOptions.IgnoreExtra));
        if (vocabulary.Count != model.Description.Vocabulary)
            throw new DartsException($"'{weights}' names {vocabulary.Count} words, but {model.Description.Name} was compiled for {model.Description.Vocabulary}.");
        model.to(device);
        return model;
    }
}
