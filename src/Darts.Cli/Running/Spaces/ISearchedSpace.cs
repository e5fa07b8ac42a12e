using System.CommandLine;
using Darts.Cli.Terminal;
using Darts.Networks;

namespace Darts.Cli.Running.Spaces;

/// <summary>What <c>darts search</c> can search for, with the options that go with it.</summary>
internal interface ISearchedSpace : ISpace
{
    /// <summary>Reads and checks the settings, before anything that takes time.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="run">The run to continue, or none.</param>
    /// <param name="environment">Where the data lies.</param>
    /// <returns>What reads the data.</returns>
    /// <exception cref="DartsException">A setting makes no sense.</exception>
    Func<Output, Task<SearchedData>> Plan(ParseResult parsed, StartedRun run, RunEnvironment environment);
}
