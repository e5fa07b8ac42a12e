namespace Darts.EndToEnd.Tests.Support;

/// <summary>A text of a few hundred words.</summary>
internal static class TinyText
{
    /// <summary>Words, with the one that ends lines.</summary>
    public const int Vocabulary = 13;

    /// <summary>Writes the three files; always the same.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(1);
        foreach (var (file, lines) in new[] { ("train.txt", 60), ("valid.txt", 20), ("test.txt", 20) })
            File.WriteAllLines(Path.Combine(folder, file), Enumerable.Range(0, lines).Select(_ => string.Join(' ', Enumerable.Range(0, 6).Select(_ => "abcdefghijkl"[random.Next(12)]))));
    }
}
