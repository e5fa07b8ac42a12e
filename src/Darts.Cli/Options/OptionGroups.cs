using System.CommandLine;

namespace Darts.Cli.Options;

/// <summary>The options of several kinds of thing that one command knows, in its help: first what all of them have, then what each has alone, with its name.</summary>
internal static class OptionGroups
{
    /// <summary>Adds the options of every kind. Descriptions are changed, so none may be an option of another command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="kinds">Each kind's name and options; what several have is the same object.</param>
    public static void AddTo(Command command, params IReadOnlyList<(string Name, IReadOnlyList<Option> Options)> kinds)
    {
        foreach (Option option in kinds.SelectMany(static kind => kind.Options).Distinct().OrderBy(Alone))
        {
            if (Alone(option) is var place and >= 0)
                option.Description = $"{kinds[place].Name}: {option.Description}";
            command.Options.Add(option);
        }

        // The kind that alone has it; -1 for several.
        int Alone(Option option)
        {
            int[] having = [.. Enumerable.Range(0, kinds.Count).Where(kind => kinds[kind].Options.Contains(option))];
            return having.Length == 1 ? having[0] : -1;
        }
    }
}
