using System.Runtime.CompilerServices;

namespace Darts.Codegen.Tests.Harness;

/// <summary>Compares text with a file under Snapshots/. UPDATE_SNAPSHOTS=1 rewrites the file instead; review the difference like code.</summary>
internal static class Snapshot
{
    public static void Matches(string actual, string name, [CallerFilePath] string test = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name + ".verified.cs");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }
        Assert.True(File.Exists(file), $"There is no snapshot '{file}'; run the tests with UPDATE_SNAPSHOTS=1 and review what they write.");
        string[] expected = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n'), lines = actual.Split('\n');
        int line = expected.Zip(lines).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(
            line == expected.Length && line == lines.Length,
            $"{Path.GetFileName(file)} differs from line {line + 1} on.\n- {expected.ElementAtOrDefault(line)}\n+ {lines.ElementAtOrDefault(line)}\nUPDATE_SNAPSHOTS=1 accepts the change.");
    }
}
