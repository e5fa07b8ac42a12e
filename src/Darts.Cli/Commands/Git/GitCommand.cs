using System.CommandLine;

namespace Darts.Cli.Commands;

/// <summary><c>darts git</c>: genotypes in git. The drivers among its commands are called by git alone and are not listed.</summary>
internal sealed class GitCommand : Command
{
    public GitCommand()
        : base("git", "Lets git compare and merge genotypes by what they compute, in the repository of the current folder.")
    {
        Subcommands.Add(new GitInstallCommand());
        Subcommands.Add(new GitUninstallCommand());
        Subcommands.Add(new GitDiffDriverCommand());
        Subcommands.Add(new GitTextCommand());
        Subcommands.Add(new GitMergeDriverCommand());
    }
}
