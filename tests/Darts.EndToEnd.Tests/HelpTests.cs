using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => ["run", "search", "train", "test", "predict", "generate", "inspect", "render", "convert", "export", "diff", "fmt", "validate", "text", "weights inspect", "weights diff", "weights convert", "git install", "git uninstall"];

    [Fact]
    public async Task The_root_help_lists_every_command()
    {
        var result = (await Tool.RunAsync(Repository.Root, "--help")).EndsWith(0);
        foreach (var command in Commands)
            Assert.Matches($@"(?m)^\s+{command.Data.Split(' ')[0]}\s", result.Out);
        Assert.Equal("", result.Error);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Each_commands_help_describes_it_and_gives_examples(string command)
    {
        var result = (await Tool.RunAsync(Repository.Root, [.. command.Split(' '), "--help"])).EndsWith(0);
        Assert.Matches(@"Description:\n  \w.{60,}\.", result.Out);
        Assert.InRange(result.Out[result.Out.IndexOf("Examples:", StringComparison.Ordinal)..].Split($"  darts {command}").Length - 1, 2, 3);
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData("train", "image networks", "language models")]
    [InlineData("search", "convolutional", "recurrent")]
    [InlineData("run", "convolutional", "recurrent")]
    public async Task Options_that_one_kind_alone_has_say_so_behind_those_of_all(string command, string first, string second)
    {
        string help = (await Tool.RunAsync(Repository.Root, command, "--help")).EndsWith(0).Out;
        string[] kinds = [.. help.Split('\n').Where(line => line.StartsWith("  --", StringComparison.Ordinal))
            .Select(line => line.Contains($" {first}: ", StringComparison.Ordinal) ? first : line.Contains($" {second}: ", StringComparison.Ordinal) ? second : "all")];
        Assert.Equal(["all", first, second], kinds.Where((kind, i) => i == 0 || kind != kinds[i - 1]));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task An_unknown_option_is_refused_with_a_hint_at_the_help(string command) =>
        (await Tool.RunAsync(Repository.Root, [.. command.Split(' '), "--colour", "red"])).Refuses("--colour", $"darts {command} --help");

    [Fact]
    public async Task A_missing_command_is_refused() => (await Tool.RunAsync(Repository.Root)).Refuses("command", "darts --help");

    [Fact]
    public async Task An_unknown_command_is_refused() => (await Tool.RunAsync(Repository.Root, "serach")).Refuses("serach", "darts --help");

    [Fact]
    public async Task A_group_of_commands_lists_those_for_people()
    {
        var result = (await Tool.RunAsync(Repository.Root, "git", "--help")).EndsWith(0);
        Assert.Contains("uninstall", result.Out);
        Assert.DoesNotContain("driver", result.Out);
        (await Tool.RunAsync(Repository.Root, "git")).Refuses("command", "darts git --help");
    }
}
