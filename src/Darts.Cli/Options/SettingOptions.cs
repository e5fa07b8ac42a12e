using System.CommandLine;
using System.Numerics;

namespace Darts.Cli.Options;

/// <summary>Options that each override one value of a settings record, as a table of one row a value.</summary>
/// <typeparam name="TSettings">A record.</typeparam>
/// <param name="prefix">Put before every name, so that one command can offer two tables: <c>search-</c>.</param>
internal sealed class SettingOptions<TSettings>(string prefix = "")
{
    private readonly List<(Option Option, Func<ParseResult, TSettings, TSettings> Apply)> _rows = [];

    /// <summary>The option of every row.</summary>
    public IEnumerable<Option> All => _rows.Select(row => row.Option);

    /// <summary>Adds a row for a number.</summary>
    public SettingOptions<TSettings> Number<T>(string name, string description, T from, T? to, Func<TSettings, T, TSettings> with)
        where T : struct, INumber<T> => Add(Options.Number.Option($"--{prefix}{name}", description, from, to), with);

    /// <summary>Adds a row for one of several words.</summary>
    public SettingOptions<TSettings> Choice(string name, string description, IReadOnlyList<string> words, Func<TSettings, string, TSettings> with) =>
        Add(Choices.Option($"--{prefix}{name}", description, words), with);

    /// <summary>Adds a row for an option that other commands or tables have too.</summary>
    public SettingOptions<TSettings> Add<T>(Option<T> option, Func<TSettings, T, TSettings> with)
    {
        _rows.Add((option, (parsed, settings) => parsed.GetResult(option) is null ? settings : with(settings, parsed.GetRequiredValue(option))));
        return this;
    }

    /// <summary>The option of a row, for another table.</summary>
    /// <param name="name">The row's, without prefix.</param>
    public Option<T> Row<T>(string name) => (Option<T>)All.Single(option => option.Name == $"--{prefix}{name}");

    /// <summary>Makes every row an option of <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        foreach (var (option, _) in _rows)
            command.Options.Add(option);
    }

    /// <summary>Gives <paramref name="settings"/> with every value that stands on the command line.</summary>
    public TSettings Apply(ParseResult parsed, TSettings settings) => _rows.Aggregate(settings, (s, row) => row.Apply(parsed, s));
}
