using Microsoft.CodeAnalysis.CSharp;

namespace Darts.Codegen;

/// <summary>Namespaces out of MSBuild properties, which may hold anything: <c>my-app</c> is a project's name and no identifier.</summary>
public static class NamespaceName
{
    /// <summary>The namespace nearest to what was given: <c>my-app.3d</c> → <c>my_app._3d</c>.</summary>
    public static string From(string text)
    {
        var parts = text.Split('.').Select(static part => part.Trim()).Where(static part => part.Length > 0).Select(Identifier);
        return string.Join(".", parts);
    }

    private static string Identifier(string part)
    {
        string name = new([.. part.Select(static c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_')]);
        if (!SyntaxFacts.IsIdentifierStartCharacter(name[0]))
            name = "_" + name;
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }
}
