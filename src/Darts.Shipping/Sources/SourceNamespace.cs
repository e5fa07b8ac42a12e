using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Shipping;

/// <summary>Namespaces that may stand in generated code.</summary>
public static class SourceNamespace
{
    /// <summary>Where classes go that nobody has named a place for.</summary>
    public const string Default = "Darts.Models";

    /// <summary>Refuses what is no namespace, and one that hides the class in it.</summary>
    /// <param name="space">Names joined by dots.</param>
    /// <param name="network">The class.</param>
    /// <exception cref="DartsException">It is no namespace, or its first name is the class's: <c>new X()</c> would then find the namespace.</exception>
    public static void Check(string space, string network)
    {
        foreach (string name in space.Split('.'))
        {
            if (Identifiers.Fault(name) is { } fault)
                throw new DartsException($"'{space}' is no namespace: {(name.Length == 0 ? "a name between its dots is empty" : $"of '{name}', {fault}")}. Choose one with --namespace.");
        }
        if (space.Split('.')[0] == network)
            throw new DartsException($"In a namespace that begins with {network}, the class {network} would not be found by its name: choose another one with --namespace.");
    }

    /// <summary>The namespace that a package's id suggests: without the class's name at the end.</summary>
    /// <param name="id">The package.</param>
    /// <param name="network">The class.</param>
    /// <returns>A namespace, to be checked.</returns>
    internal static string Of(string id, string network)
    {
        string space = id.EndsWith($".{network}", StringComparison.Ordinal) ? id[..^(network.Length + 1)] : id;
        return space == network ? Default : space.Replace('-', '_');
    }
}
