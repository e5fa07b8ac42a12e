using System.CommandLine;
using Darts.Cli.Options;
using Darts.Networks;

namespace Darts.Cli.Commands.Export;

/// <summary>Options that several targets take.</summary>
internal static class ExportOptions
{
    /// <summary>The weights file. Not every target has a place for weights.</summary>
    public static Option<string?> Weights { get; } = new(CommonOptions.Weights.Name) { Description = CommonOptions.Weights.Description, HelpName = CommonOptions.Weights.HelpName };

    /// <summary>Where classes go.</summary>
    public static Option<string?> Namespace { get; } = new("--namespace") { Description = "the namespace of the classes [default: from the package's id]", HelpName = "NAME" };

    /// <summary>The weights file, of a target that needs one.</summary>
    /// <exception cref="DartsException">None is given.</exception>
    public static string WeightsOf(ParseResult parsed, string target) =>
        parsed.GetValue(Weights) ?? throw new DartsException($"--to {target} needs a trained network: name its file with {Weights.Name}.");
}
