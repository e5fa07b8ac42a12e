using System.CommandLine;

namespace Darts.Cli.Running.Spaces;

/// <summary>A space of architectures that a command knows.</summary>
internal interface ISpace
{
    /// <summary>The word after <c>--space</c>.</summary>
    string Name { get; }

    /// <summary>Its settings; an option that another space has too is the same object.</summary>
    IReadOnlyList<Option> Options { get; }
}
