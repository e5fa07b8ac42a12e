using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Darts.Benchmarks.Peers;

/// <summary>Prints comparisons.</summary>
internal static class PeerTable
{
    /// <summary>Prints a table, or one JSON array.</summary>
    public static void Print(IReadOnlyList<PeerResult> results, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results, JsonSerializerOptions.Web));
            return;
        }
        var table = new Table().AddColumns("what", "ours, ms", "peer", "peer, ms", "peer / ours", "of the limit");
        foreach (PeerResult result in results)
        {
            table.AddRow(
                Markup.Escape(result.Name),
                Number(result.OursMs),
                Markup.Escape(result.Peer),
                Number(result.PeerMs),
                Number(result.Ratio),
                result.LimitShare is { } share ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %") : "");
        }
        AnsiConsole.Write(table);
    }

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
