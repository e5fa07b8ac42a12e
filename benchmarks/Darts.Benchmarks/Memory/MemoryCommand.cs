using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Darts.Search;
using Spectre.Console;

namespace Darts.Benchmarks.Memory;

/// <summary><c>memory</c>: the peak memory of search steps. Each form runs in a process of its own, for memory that one has freed another may use.</summary>
internal static class MemoryCommand
{
    private const string Step = "step";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "A JSON array on standard output." };
        var form = new Argument<SearchForm>("form") { Description = "Which supernet." };
        var order = new Argument<SearchOrder>("order") { Description = "Which order." };
        var step = new Command(Step, "Takes two search steps and prints the process's peak memory in bytes.") { form, order };
        step.SetAction(arguments => Errors.Show(() => Console.WriteLine(SearchMemory.Peak(arguments.GetValue(form), arguments.GetValue(order)).ToString(CultureInfo.InvariantCulture))));
        var command = new Command("memory", "Compares the peak memory of search steps: ours, ours by libtorch alone, and the plain form.") { json };
        command.Add(step);
        command.SetAction(arguments => Print(arguments.GetValue(json)));
        return command;
    }

    private static void Print(bool json)
    {
        MemoryResult[] results =
        [
            .. from order in Enum.GetValues<SearchOrder>()
               let plain = PeakOf(SearchForm.Plain, order)
               from form in (SearchForm[])[SearchForm.Ours, SearchForm.Libtorch]
               let ours = PeakOf(form, order)
               select new MemoryResult($"search step, {(order == SearchOrder.First ? "first" : "second")} order, batch 16", form, ours >> 20, plain >> 20, (double)ours / plain),
        ];
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results, JsonSerializerOptions.Web));
            return;
        }

        var table = new Table().AddColumns("what", "form", "peak, MiB", "plain, MiB", "of plain");
        foreach (var result in results)
        {
            table.AddRow(
                result.Name,
                result.Form.ToString().ToLowerInvariant(),
                result.PeakMiB.ToString(CultureInfo.InvariantCulture),
                result.PlainMiB.ToString(CultureInfo.InvariantCulture),
                result.Share.ToString("F2", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }

    private static long PeakOf(SearchForm form, SearchOrder order)
    {
        string[] own = [Path.Combine(AppContext.BaseDirectory, "Darts.Benchmarks.dll"), "memory", Step, form.ToString(), order.ToString()];
        using var process = Process.Start(new ProcessStartInfo("dotnet", own) { RedirectStandardOutput = true })!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? long.Parse(printed, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The process of {form}, {order}, ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}.");
    }

    private sealed record MemoryResult(string Name, SearchForm Form, long PeakMiB, long PlainMiB, double Share);
}
