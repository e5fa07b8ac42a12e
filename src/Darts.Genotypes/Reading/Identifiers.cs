using System.Globalization;

namespace Darts.Genotypes;

/// <summary>Which names can become C# classes. Everything a genotype puts into generated code goes through here.</summary>
public static class Identifiers
{
    /// <summary>C#'s keywords, and the contextual ones that it refuses or discourages as type names.</summary>
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while",
        "allows", "async", "await", "dynamic", "extension", "field", "file", "global", "nameof", "nint", "notnull", "nuint", "partial", "record",
        "required", "scoped", "unmanaged", "value", "var", "when", "where", "yield", "_",
    };

    /// <summary>Why <paramref name="name"/> is no valid name; null if it is one.</summary>
    public static string? Fault(string name)
    {
        if (name.Length == 0)
            return "it is empty";
        if (name.Length > GenotypeLimits.NameLength)
            return FormattableString.Invariant($"it is longer than {GenotypeLimits.NameLength} characters");
        if (Keywords.Contains(name))
            return "it is a C# keyword";
        if (!IsStart(name[0]))
            return $"it starts with '{Json.Excerpt.Of(name.Substring(0, 1))}', not with a letter or '_'";
        foreach (char c in name)
        {
            if (!IsStart(c) && !IsPart(c))
                return $"it holds '{Json.Excerpt.Of(c.ToString())}', which is no letter, digit or '_'";
        }
        return null;
    }

    /// <summary>Whether <paramref name="name"/> can name a class.</summary>
    public static bool IsValid(string name) => Fault(name) is null;

    // C# standard §6.4.3. Format characters (Cf) are left out on purpose: they are invisible, and C# drops them when it compares names.
    private static bool IsStart(char c) => c == '_' || CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    private static bool IsPart(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
