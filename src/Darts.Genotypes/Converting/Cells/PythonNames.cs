namespace Darts.Genotypes.Converting;

/// <summary>Names that are valid both as C# classes and as Python variables.</summary>
internal static class PythonNames
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally",
        "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    };

    /// <summary>The genotype's name as a Python variable; names the loss if it cannot be one.</summary>
    public static string ToPython(string name, ConversionLog log)
    {
        if (!Keywords.Contains(name))
            return name;
        log.Lose($"'{name}' is a keyword of Python, so the genotype is named '{name}_'");
        return name + "_";
    }

    /// <summary>A variable's name as a genotype's; names the loss if it cannot be one.</summary>
    public static string FromPython(string name, ConversionLog log)
    {
        if (Identifiers.IsValid(name))
            return name;
        string valid = name.Length < GenotypeLimits.NameLength && Identifiers.IsValid(name + "_") ? name + "_" : "Genotype";
        log.Lose($"'{Json.Excerpt.Of(name)}' cannot name a genotype, so it is named '{valid}'");
        return valid;
    }
}
