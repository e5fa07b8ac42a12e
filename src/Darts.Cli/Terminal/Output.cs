using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Darts.Cli.Versions;
using Spectre.Console;

namespace Darts.Cli.Terminal;

/// <summary>Where a command writes: text for people on stdout, or with <c>--json</c> JSON on stdout and the text on stderr.</summary>
internal sealed class Output
{
    /// <summary>No colours when this is set and not empty (no-color.org).</summary>
    private const string NoColorVariable = "NO_COLOR";

    /// <summary>Set by git while its pager reads what its children write.</summary>
    private const string PagerVariable = "GIT_PAGER_IN_USE";

    /// <summary>Redirected output is read by programs and editors: a path must not be broken at column 80.</summary>
    private const int RedirectedWidth = 1000;

    private static readonly JsonSerializerOptions JsonFormat = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly bool _json;

    private Output(bool json)
    {
        _json = json;
        Human = json ? ErrorConsole : ConsoleOn(Console.Out);
    }

    private static bool HasColours => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(NoColorVariable));

    /// <summary>The console on stderr.</summary>
    public static IAnsiConsole ErrorConsole { get; } = ConsoleOn(Console.Error);

    /// <summary>Where text for people goes.</summary>
    public IAnsiConsole Human { get; }

    /// <summary>Whether a live progress bar can be drawn.</summary>
    public bool IsTerminal => Human.Profile.Out.IsTerminal && Human.Profile.Capabilities.Ansi;

    /// <summary>Makes the output of one command.</summary>
    public static Output Create(bool json) => new(json);

    /// <summary>Writes a line for people.</summary>
    public void Say(string text) => Human.WriteLine(text);

    /// <summary>Tells on stderr what the user should know, though the work is done.</summary>
    public static void Warn(string text) => ErrorConsole.WriteLine($"warning: {text}", new Style(Color.Yellow));

    /// <summary>Writes a document to stdout as it is, in UTF-8; nothing with <c>--json</c>, where it is part of the JSON.</summary>
    public void Document(string text)
    {
        if (_json)
            return;
        using var stdout = Console.OpenStandardOutput();
        stdout.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes names and values in two columns, for people.</summary>
    public void Table(params IReadOnlyList<(string Name, string Value)> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn(new TableColumn("").NoWrap()).AddColumn("");
        foreach (var (name, value) in rows)
            table.AddRow(new Text(name), new Text(value));
        Human.Write(table);
    }

    /// <summary>Says what is being done while it is done.</summary>
    public async Task<T> WhileAsync<T>(string doing, Func<Task<T>> work)
    {
        if (IsTerminal)
            return await Human.Status().StartAsync(Markup.Escape(doing), _ => work()).ConfigureAwait(false);
        Say(doing);
        return await work().ConfigureAwait(false);
    }

    /// <summary>Writes one line of JSON to stdout; nothing without <c>--json</c>.</summary>
    public void Json<T>(T value)
    {
        if (!_json)
            return;
        Console.Out.WriteLine(JsonSerializer.Serialize(value, JsonFormat));
        Console.Out.Flush();
    }

    /// <summary>The console on stdout of a command that git calls: git's pager shows colours, although it is no terminal.</summary>
    public static IAnsiConsole DiffConsole()
    {
        bool pager = Environment.GetEnvironmentVariable(PagerVariable) == "true" && HasColours && GitRepository.WantsColour(Environment.CurrentDirectory);
        var console = pager ? AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard }) : ConsoleOn(Console.Out);
        console.Profile.Width = RedirectedWidth;
        return console;
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        bool colours = HasColours;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
