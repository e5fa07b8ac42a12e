using System.Diagnostics;

namespace Darts.EndToEnd.Tests.Support;

/// <summary>A git repository with one genotype, in a folder with a space in its name.</summary>
internal sealed class GitClone : IDisposable
{
    public const string File = "genotypes/tiny.genotype.json";

    public const string Genotype =
        """
        {
          "version": 1,
          "kind": "convolutional",
          "name": "Tiny",
          "normal": {
            "edges": [
              { "node": 2, "from": 0, "op": "sep_conv_3x3" },
              { "node": 2, "from": 1, "op": "skip_connect" },
              { "node": 3, "from": 2, "op": "dil_conv_5x5" }
            ],
            "concat": [2, 3]
          },
          "reduce": {
            "edges": [
              { "node": 2, "from": 1, "op": "max_pool_3x3" }
            ],
            "concat": [2]
          },
          "networks": [
            { "name": "TinyNet", "macro": "cifar", "channels": 8, "layers": 6, "classes": 10, "input": [3, 32, 32], "auxiliary": false }
          ]
        }

        """;

    private readonly TemporaryFolder _folder = new();

    private GitClone()
    {
        Directory.CreateDirectory(_folder["genotypes"]);
        Write(Genotype);
    }

    public string Path => _folder.Path;

    /// <summary>Makes a repository with one commit; skips the test where there is no git.</summary>
    public static async Task<GitClone> CreateAsync()
    {
        Assert.SkipWhen(!Environment.GetEnvironmentVariable("PATH")!.Split(System.IO.Path.PathSeparator).Any(folder => System.IO.File.Exists(System.IO.Path.Combine(folder, "git"))), "There is no git here.");
        var clone = new GitClone();
        await clone.GitAsync("init", "--quiet", "--initial-branch", "main");
        foreach (string entry in new[] { "user.name=Tester", "user.email=tester@example.org", "commit.gpgsign=false", "core.autocrlf=false" })
            await clone.GitAsync(["config", .. entry.Split('=')]);
        await clone.CommitAsync("first");
        return clone;
    }

    /// <summary>Writes the genotype.</summary>
    public void Write(string text) => System.IO.File.WriteAllText(_folder["genotypes", "tiny.genotype.json"], text);

    /// <summary>The genotype as it lies there.</summary>
    public string Read() => System.IO.File.ReadAllText(_folder["genotypes", "tiny.genotype.json"]);

    /// <summary>Makes a branch from main whose genotype has <paramref name="old"/> replaced.</summary>
    public async Task BranchAsync(string name, string old, string by)
    {
        await GitAsync("checkout", "--quiet", "-b", name, "main");
        Assert.Contains(old, Read());
        Write(Read().Replace(old, by, StringComparison.Ordinal));
        await CommitAsync(name);
    }

    public async Task CommitAsync(string message)
    {
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--message", message);
    }

    /// <summary>Runs git, which must succeed.</summary>
    public async Task<string> GitAsync(params IEnumerable<string> arguments)
    {
        var result = await TryGitAsync(arguments);
        return result.EndsWith(0).Out;
    }

    /// <summary>Runs git to its end, whatever that is. Nothing of the user's own configuration is read.</summary>
    public async Task<ToolResult> TryGitAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_SYSTEM"] = "/dev/null";
        using var running = new Tool.RunningTool(start);
        return await running.EndAsync();
    }

    public Task<ToolResult> DartsAsync(params IEnumerable<string> arguments) => Tool.RunAsync(Path, arguments);

    public void Dispose() => _folder.Dispose();
}
