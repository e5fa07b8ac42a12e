using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace Darts.Benchmarks.Generator;

/// <summary>How much of a build the generator takes: the compiler's own report (<c>ReportAnalyzer</c>) against the time of the whole <c>dotnet build</c>.</summary>
internal static partial class GeneratorBenchmark
{
    /// <summary>Measures and prints.</summary>
    /// <param name="genotypes">How many genotype files.</param>
    /// <param name="json">JSON in place of a table.</param>
    /// <returns>An exit code.</returns>
    public static int Run(int genotypes, bool json)
    {
        using var project = ManyGenotypes.Create(genotypes);
        // Once without genotypes: what it references is built and restored, so that only this project is measured.
        Build(project.Path, "-p:EnableDefaultDartsGenotypeItems=false");
        var clock = Stopwatch.StartNew();
        string log = Build(project.Path, "--no-restore", "--no-dependencies", "-p:ReportAnalyzer=true", "-v:detailed");
        double build = clock.Elapsed.TotalSeconds;
        if (GeneratorLine().Match(log) is not { Success: true } line)
        {
            Console.Error.WriteLine("The build did not report the generator's time:");
            Console.Error.WriteLine(log);
            return 1;
        }
        double generator = double.Parse(line.Groups["seconds"].Value, CultureInfo.InvariantCulture);
        Print(new(genotypes, generator, build, generator / build), json);
        return 0;
    }

    private static void Print(Result result, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            return;
        }
        var table = new Table().AddColumns("genotypes", "generator", "whole build", "share");
        table.AddRow(
            result.Genotypes.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{result.GeneratorSeconds:F2} s"),
            string.Create(CultureInfo.InvariantCulture, $"{result.BuildSeconds:F1} s"),
            string.Create(CultureInfo.InvariantCulture, $"{100 * result.Share:F0} %"));
        AnsiConsole.Write(table);
    }

    private static string Build(string project, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", ["build", project, "-c", "Release", "-tl:off", "-nologo", .. options]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? log : throw new InvalidOperationException("The build failed:\n" + log);
    }

    // "    1.234    45      Darts.Codegen, Version=…" below the heading of generators; "<0.001" where it is next to nothing.
    [GeneratedRegex(@"^\s*<?(?<seconds>\d+\.\d+)\s+<?\d+\s+Darts\.Codegen,", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex GeneratorLine();

    private sealed record Result(int Genotypes, double GeneratorSeconds, double BuildSeconds, double Share);
}
