namespace Darts.EndToEnd.Tests.Support;

/// <summary>The clone these tests were built in.</summary>
internal static class Repository
{
    /// <summary>The folder of Darts.Codegen.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file of tests/Goldens.</summary>
    public static string Golden(string name) => Path.Combine(Root, "tests", "Goldens", name);

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Darts.Codegen.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run from a clone of the repository.");
        return folder;
    }
}
