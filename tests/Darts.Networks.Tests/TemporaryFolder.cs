namespace Darts.Networks.Tests;

/// <summary>A folder of its own for a test, with a space in its name; gone when the test is.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("darts networks ");

    public string Path => _folder.FullName;

    public IEnumerable<string> Files => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name);

    /// <summary>The path of a file in it, which need not exist.</summary>
    public string File(params string[] names) => System.IO.Path.Combine([_folder.FullName, .. names]);

    public void Dispose() => _folder.Delete(recursive: true);
}
