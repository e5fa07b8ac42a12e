using System.CommandLine;
using Darts.Cli.Versions;

namespace Darts.Cli.Commands;

/// <summary><c>darts git install</c>.</summary>
internal sealed class GitInstallCommand : DartsCommand
{
    public GitInstallCommand()
        : base(
            "install",
            "Makes git diff, git log -p, git show and git difftool show what differs between genotypes, and git merge merge them node by node: writes two sections into the repository's own "
            + "configuration and a line into .gitattributes. Safe to repeat; darts git uninstall takes it back.",
            "darts git install",
            "darts git install --json")
    {
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string root = GitRepository.Root(Environment.CurrentDirectory);
        var (file, changed) = GitInstallation.Install(root);
        context.Output.Json(new { repository = root, attributes = file, changed });
        context.Output.Say($"git in '{root}' now compares and merges *{Genotypes.GenotypeFile.Extension} by what they compute.");
        if (changed)
            context.Output.Say($"A line was added to '{file}'; commit it, and every clone needs only 'darts git install'.");
        return Task.CompletedTask;
    }
}
