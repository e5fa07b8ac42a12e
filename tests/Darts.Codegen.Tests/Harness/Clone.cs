using System.Runtime.CompilerServices;

namespace Darts.Codegen.Tests.Harness;

/// <summary>The clone these tests were built in.</summary>
internal static class Clone
{
    /// <summary>The folder of Darts.Codegen.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
