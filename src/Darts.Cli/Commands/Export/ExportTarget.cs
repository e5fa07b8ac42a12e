using System.CommandLine;
using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Cli.Commands.Export;

/// <summary>One of the forms a network can be exported in.</summary>
/// <param name="word">What <c>--to</c> calls it.</param>
/// <param name="extension">The extension of outputs that means it.</param>
internal abstract class ExportTarget(string word, string extension)
{
    /// <summary>What <c>--to</c> calls it.</summary>
    public string Word { get; } = word;

    /// <summary>The extension of outputs that means it.</summary>
    public string Extension { get; } = extension;

    /// <summary>The options that it takes besides those of all targets.</summary>
    public abstract IReadOnlyList<Option> Options { get; }

    /// <summary>Whether it computes with tensors, and so needs the native libtorch.</summary>
    public virtual bool UsesTensors => false;

    /// <summary>Exports.</summary>
    /// <exception cref="DartsException">What the user wants cannot be had.</exception>
    public abstract void Write(ExportRequest request, CommandContext context);
}

/// <summary>What is to be exported.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Genotype">The genotype.</param>
/// <param name="File">Its file, as the user named it.</param>
/// <param name="Network">The network's class name; whether there is such a network is not checked yet.</param>
/// <param name="Output">Where to.</param>
internal sealed record ExportRequest(ParseResult Parsed, Genotype Genotype, string File, string Network, string Output);
