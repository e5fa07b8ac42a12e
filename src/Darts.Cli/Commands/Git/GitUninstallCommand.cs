using System.CommandLine;
using Darts.Cli.Versions;

namespace Darts.Cli.Commands;

/// <summary><c>darts git uninstall</c>.</summary>
internal sealed class GitUninstallCommand : DartsCommand
{
    public GitUninstallCommand()
        : base(
            "uninstall",
            "Takes back what darts git install did in the repository of the current folder: the sections of its configuration and the line of .gitattributes. Nothing else is touched.",
            "darts git uninstall",
            "darts git uninstall --json")
    {
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string root = GitRepository.Root(Environment.CurrentDirectory);
        var (file, changed) = GitInstallation.Uninstall(root);
        context.Output.Json(new { repository = root, attributes = file, changed });
        context.Output.Say(changed ? $"git in '{root}' treats genotypes as text again." : $"Nothing was installed in '{root}'.");
        return Task.CompletedTask;
    }
}
