using Darts.Cli.Terminal;

namespace Darts.Cli.Commands;

/// <summary>What a command needs besides its options.</summary>
/// <param name="output">Where results and progress go.</param>
/// <param name="cancellation">Set by Ctrl-C; long work writes a checkpoint and ends.</param>
internal sealed class CommandContext(Output output, CancellationToken cancellation)
{
    /// <summary>Where results and progress go.</summary>
    public Output Output { get; } = output;

    /// <summary>Set by Ctrl-C.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The command line that continues this work after an interruption, once there is something to continue.</summary>
    public string? GoOnWith { get; set; }

    /// <summary>Whether a check found what it looks for: a difference, a fault. The command has then done its work, and ends with <see cref="ExitCode.Found"/>.</summary>
    public bool HasFound { get; set; }
}
