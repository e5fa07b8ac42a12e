namespace Darts.Reports.Tests;

/// <summary>The clone these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Whether what the documentation shows is to be drawn anew.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Darts.Codegen.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run from a clone of the repository.");
        return folder;
    }
}
