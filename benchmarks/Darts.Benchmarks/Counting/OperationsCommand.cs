using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Darts.Search;
using Spectre.Console;

namespace Darts.Benchmarks.Counting;

/// <summary><c>operations</c>: what a forward pass of the supernet calls, counted.</summary>
internal static class OperationsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var layers = new Option<int>("--layers") { Description = "L, the supernet's cells.", DefaultValueFactory = _ => SearchPresets.Cifar10.Layers };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output." };
        var command = new Command("operations", "Counts the library operations of one forward pass of the supernet, plain and fused.") { layers, json };
        command.SetAction(arguments => Print(arguments.GetValue(layers), arguments.GetValue(json)));
        return command;
    }

    private static void Print(int layers, bool json)
    {
        OperationCount plain = SupernetOperations.Plain(layers), fused = SupernetOperations.Fused(layers);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { layers, plain, fused }, JsonSerializerOptions.Web));
            return;
        }

        var table = new Table().AddColumns($"operations, L={layers.ToString(CultureInfo.InvariantCulture)}", "plain", "fused");
        foreach (var (name, of) in new (string, Func<OperationCount, int>)[]
        {
            ("convolutions", count => count.Convolutions),
            ("batch norms", count => count.BatchNorms),
            ("ReLUs", count => count.Rectifications),
            ("pools", count => count.Pools),
            ("multiplications by α's softmax", count => count.Weightings),
            ("sums", count => count.Sums),
            ("copies", count => count.Copies),
            ("all", count => count.Total),
        })
        {
            table.AddRow(name, of(plain).ToString(CultureInfo.InvariantCulture), of(fused).ToString(CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }
}
