using System.Collections.Immutable;

namespace Darts.Codegen;

/// <summary>The classes one file wants to define.</summary>
/// <param name="Path">The file.</param>
/// <param name="DisplayPath">The file, for messages.</param>
/// <param name="Classes">Their names.</param>
public sealed record ClassClaims(string Path, string DisplayPath, EquatableArray<string> Classes);

/// <summary>A class that two files define.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Winner">The file that keeps it: the first by path. For messages.</param>
/// <param name="Loser">The file that does not.</param>
public sealed record ClassClash(string Class, string Winner, string Loser)
{
    /// <summary>Every class with more than one file; as a rule there is none, so that nothing downstream changes when a file does.</summary>
    public static EquatableArray<ClassClash> Among(ImmutableArray<ClassClaims> files)
    {
        var clashes = new List<ClassClash>();
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ClassClaims file in files.OrderBy(static file => file.Path, StringComparer.Ordinal))
        {
            foreach (string name in file.Classes)
            {
                if (owners.TryGetValue(name, out string? winner))
                    clashes.Add(new(name, winner, file.Path));
                else
                    owners.Add(name, file.DisplayPath);
            }
        }
        return clashes.ToEquatableArray();
    }
}
