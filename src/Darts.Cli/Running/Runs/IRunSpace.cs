using System.CommandLine;
using Darts.Cli.Running.Spaces;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Running.Runs;

/// <summary>What <c>darts run</c> can go the whole way for, with the options that go with it.</summary>
internal interface IRunSpace : ISpace
{
    /// <summary>Reads and checks the settings, before anything that takes time.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="started">The run to continue; null for none.</param>
    /// <param name="environment">Where the data lies.</param>
    /// <returns>What reads the data.</returns>
    /// <exception cref="DartsException">A setting makes no sense.</exception>
    Func<Output, Task<PlannedRun>> Plan(ParseResult parsed, RunConfiguration? started, RunEnvironment environment);
}
