using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Darts.Benchmarks.Shipping;

/// <summary><c>shipping</c>: what has to be shipped for one network to classify a picture, and how long a program takes from its start to the first answer.</summary>
internal static class ShippingCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "A JSON array on standard output." };
        var starts = new Option<int>("--starts") { Description = "How often each program is started; the median counts.", DefaultValueFactory = _ => 11 };
        var command = new Command("shipping", "Publishes programs that classify one picture with DARTS_V2 (20 cells, 36 channels, CIFAR-10): sizes and times to the first answer.") { json, starts };
        command.SetAction(arguments => Errors.Show(() => Print(Measure(arguments.GetValue(starts)), arguments.GetValue(json))));
        return command;
    }

    private static List<Result> Measure(int starts)
    {
        using var folder = new ShippedModel();
        var programs = ShippedProgram.All(folder);
        foreach (var program in programs)
        {
            Console.Error.WriteLine($"publishing: {program.Name}");
            program.Publish();
        }

        // Side by side, one start each in turn: what the machine does otherwise meets all of them.
        var times = programs.ToDictionary(program => program, _ => new List<double>());
        for (int start = 0; start < starts; start++)
        {
            foreach (var program in programs)
                times[program].Add(program.FirstAnswer());
        }

        return [.. programs.Select(program => new Result(program.Name, program.Bytes, Median(times[program]), times[program].Min(), program.EachAnswer()))];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(List<Result> results, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results, JsonSerializerOptions.Web));
            return;
        }

        var table = new Table().AddColumns("program", "size, MB", "first answer, ms", "fastest, ms", "each further, ms");
        foreach (var result in results)
            table.AddRow(result.Program, Number(result.Bytes / 1e6, "F1"), Number(result.FirstAnswerMs, "F0"), Number(result.FastestMs, "F0"), Number(result.EachMs, "F1"));
        AnsiConsole.Write(table);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <param name="Program">What was measured.</param>
    /// <param name="Bytes">All files, without symbols for debuggers.</param>
    /// <param name="FirstAnswerMs">From the start of the process to its first answer, median.</param>
    /// <param name="FastestMs">The same, the fastest start.</param>
    /// <param name="EachMs">An answer after the first ones, median.</param>
    private sealed record Result(string Program, long Bytes, double FirstAnswerMs, double FastestMs, double EachMs);
}
