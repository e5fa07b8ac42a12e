using System.CommandLine;
using Darts.Cli.Options;
using Darts.Networks;

namespace Darts.Cli.Running.Spaces;

/// <summary>The spaces that a command knows, and the option that chooses one.</summary>
/// <typeparam name="TSpace">What the command does with a space.</typeparam>
/// <param name="what">What the command starts, for messages.</param>
/// <param name="spaces">All of them, the default first.</param>
internal sealed class SpaceChoice<TSpace>(string what, params IReadOnlyList<TSpace> spaces)
    where TSpace : class, ISpace
{
    private readonly Option<string> _option = Choices.Option(
        "--space",
        $"what is searched for: cells of image classifiers, or the cell of a language model, for which --data is a folder with train.txt, valid.txt and test.txt [default: {spaces[0].Name}]",
        [.. spaces.Select(space => space.Name)]);

    /// <summary>Adds the option that chooses.</summary>
    public void AddTo(Command command) => command.Options.Add(_option);

    /// <summary>Adds the options of all spaces.</summary>
    public void AddOptionsTo(Command command) => OptionGroups.AddTo(command, [.. spaces.Select(space => (space.Name, space.Options))]);

    /// <summary>The space of the run that is continued, else the one that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The folder of the run that is continued; null for none.</param>
    /// <param name="started">Its space.</param>
    /// <exception cref="DartsException">It is another one than the run's, or an option is given that only another space has.</exception>
    public TSpace Of(ParseResult parsed, string? folder, string? started)
    {
        string? asked = parsed.GetValue(_option);
        if (asked is not null && started is not null && started != asked)
            throw new DartsException($"'{folder}' cannot be resumed with --space {asked}: it searches for {started} cells.");
        string name = started ?? asked ?? spaces[0].Name;
        var space = spaces.FirstOrDefault(one => one.Name == name)
            ?? throw new DartsException($"'{folder}' searches in a space '{name}'; there are {Choices.Sentence([.. spaces.Select(one => one.Name)])}.");
        foreach (var other in spaces)
        {
            if (other.Options.Except(space.Options).FirstOrDefault(option => parsed.GetResult(option) is not null) is { } alien)
                throw new DartsException($"{alien.Name} is for {other.Name} cells; this {what} is for {space.Name} ones.");
        }
        return space;
    }
}
