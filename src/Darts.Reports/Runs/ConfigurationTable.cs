using System.Text.Json;
using System.Text.Json.Nodes;
using Darts.Reports.Html;

namespace Darts.Reports.Runs;

/// <summary>A configuration as tables of names and values, one for each part.</summary>
internal static class ConfigurationTable
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["settings"] = "Settings",
        ["data"] = "Data",
        ["command"] = "Command line",
        ["plan"] = "Plan",
        ["network"] = "Network",
    };

    /// <summary>Writes all parts.</summary>
    public static void Write(HtmlText html, JsonObject configuration) => html.Around("div class=\"tables\"", _ =>
    {
        var single = configuration.Where(pair => pair.Value is not JsonObject).SelectMany(pair => Flat(pair.Key, pair.Value)).ToArray();
        WritePart(html, "Run", single);
        foreach (var (key, value) in configuration)
        {
            if (value is JsonObject part)
                WritePart(html, Titles.GetValueOrDefault(key, key), [.. part.SelectMany(pair => Flat(pair.Key, pair.Value))]);
        }
    });

    private static void WritePart(HtmlText html, string title, IReadOnlyList<(string Name, string Value)> rows)
    {
        if (rows.Count == 0)
            return;
        html.Around("table class=\"card\"", _ =>
        {
            html.Element("caption", title);
            foreach (var (name, value) in rows)
                html.Raw($"<tr><th>{HtmlText.Escape(name)}</th><td>{HtmlText.Escape(value)}</td></tr>");
        });
    }

    private static IEnumerable<(string Name, string Value)> Flat(string name, JsonNode? value) => value switch
    {
        JsonObject part => part.SelectMany(pair => Flat($"{name}.{pair.Key}", pair.Value)),
        JsonArray list => [(name, string.Join(", ", list.Select(Text)))],
        _ => [(name, Text(value))],
    };

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "none",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToJsonString(),
    };
}
