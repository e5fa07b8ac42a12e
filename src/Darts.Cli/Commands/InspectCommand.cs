using System.CommandLine;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Genotypes;
using Darts.Networks;
using Spectre.Console;

namespace Darts.Cli.Commands;

/// <summary><c>darts inspect</c>: what the networks of a genotype file cost, without compiling them.</summary>
internal sealed class InspectCommand : DartsCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "a genotype file" };

    public InspectCommand()
        : base(
            "inspect",
            "Shows what each network of a genotype file costs: parameters, multiply-adds of one image, and the output shape of every cell. Nothing is compiled.",
            "darts inspect genotypes/darts-v2.genotype.json",
            "darts inspect genotypes/darts-v2.genotype.json --json")
    {
        PathArgument.RefuseOptions(_file);
        Arguments.Add(_file);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string path = parsed.GetRequiredValue(_file);
        var genotype = GenotypeFile.Read(path) as ConvolutionalGenotype
            ?? throw new DartsException($"{path}: only convolutional genotypes can be inspected, and this one is recurrent.");
        NetworkReport[] reports = [.. genotype.Networks.OfType<ImageNetworkSpec>().Select(network => NetworkReport.Of(genotype, network))];
        context.Output.Json(reports);
        if (reports.Length == 0)
            context.Output.Say($"{path} names no networks.");
        foreach (var report in reports)
            Show(context.Output, report);
        return Task.CompletedTask;
    }

    private static void Show(Output output, NetworkReport report)
    {
        output.Say($"{report.Name} ({report.Macro})");
        string auxiliary = report.ParametersWithAuxiliary == report.Parameters ? "" : Invariant($" ({report.ParametersWithAuxiliary:N0} with the auxiliary head)");
        output.Say(Invariant($"  parameters     {report.Parameters:N0}{auxiliary}"));
        output.Say(Invariant($"  multiply-adds  {report.MultiplyAdds:N0}"));
        var table = new Table().Border(TableBorder.Simple).AddColumns("cell", "kind", "output [[C, H, W]]");
        foreach (var cell in report.Cells)
            table.AddRow(Invariant($"{cell.Index}"), cell.Kind, Markup.Escape($"[{string.Join(", ", cell.Output)}]"));
        output.Human.Write(table);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
