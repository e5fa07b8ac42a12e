using System.CommandLine;
using System.Text;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Cli.Commands;

/// <summary><c>darts fmt</c>: genotypes in their one canonical form.</summary>
internal sealed class FmtCommand : DartsCommand
{
    private readonly Argument<string[]> _paths = PathArgument.Several("PATH", "genotype files, or folders to search for them [default: the current folder]", ArgumentArity.ZeroOrMore);
    private readonly Option<bool> _check = new("--check") { Description = "write nothing; end with 1 if a file is not in canonical form" };

    public FmtCommand()
        : base(
            "fmt",
            "Writes genotype files in their canonical form: one edge a line, edges sorted by node, keys in one order. A file with faults stays as it is, and its faults are shown.",
            "darts fmt",
            "darts fmt --check genotypes",
            "darts fmt genotypes/darts-v2.genotype.json")
    {
        Arguments.Add(_paths);
        Options.Add(_check);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        bool check = parsed.GetValue(_check);
        var files = GenotypeFiles.Find(parsed.GetValue(_paths) ?? []);
        var faults = new List<string>();
        var results = new List<object>();
        int others = 0;
        foreach (string file in files)
        {
            byte[] bytes = GenotypeFile.Bytes(file);
            var reading = GenotypeReader.Read(bytes);
            faults.AddRange(reading.Problems.Select(problem => GenotypeFile.Line(file, problem)));
            bool? canonical = reading.Genotype is { } genotype ? bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(GenotypeWriter.Write(genotype))) : null;
            results.Add(new { file, canonical });
            if (canonical is not false)
                continue;
            others++;
            if (!check)
                GenotypeFile.Write(file, reading.Genotype!);
            context.Output.Say(check ? $"{file} is not in canonical form" : $"{file} formatted");
        }
        context.Output.Json(results);
        context.Output.Say(Summary(files.Count, others, check));
        context.HasFound = check && others > 0;
        return faults.Count == 0 ? Task.CompletedTask : throw new DartsException(string.Join(Environment.NewLine, faults));
    }

    private static string Summary(int files, int others, bool check) =>
        $"{Words.Number(files, "file")}, {(others == 0 ? "none" : Words.Count(others))} {(check ? "to be formatted" : "changed")}.";
}
