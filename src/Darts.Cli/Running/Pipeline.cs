using System.Text;
using Darts.Cli.Commands;
using Darts.Cli.Genotypes;
using Darts.Cli.Projects;
using Darts.Cli.Running.Runs;
using Darts.Cli.Terminal;
using Darts.Genotypes.Drawing;
using Darts.Networks;
using Darts.Reports.Runs;
using Darts.Search;
using static TorchSharp.torch;

namespace Darts.Cli.Running;

/// <summary>
/// <c>darts run</c>, step by step: search → genotype file → picture → build → training and test → report. Each step starts from what the folder holds of it,
/// so a resume is the same steps once more.
/// </summary>
internal sealed class Pipeline(string name, PlannedRun run, string folder, RunEnvironment environment, EvaluationProject project, Device device, CommandContext context)
{
    /// <summary>Where in the run's folder the search is; the training is in the folder itself.</summary>
    private const string SearchFolder = "search";
    private const string PictureFile = "cells.svg";

    private readonly IReadOnlyDictionary<string, string> _remember = environment.ToRemember();

    /// <summary>Goes the whole way and shows what came of it.</summary>
    /// <param name="isNew">Whether the folder is to be made.</param>
    /// <exception cref="DartsException">A step cannot be done; the steps before it need not be done again.</exception>
    public async Task RunAsync(bool isNew)
    {
        var evaluated = await BuiltProject.EvaluateAsync(project, context.Cancellation).ConfigureAwait(false);
        string genotypeFile = Path.Combine(evaluated.GenotypeFolder, name + GenotypeFile.Extension);
        // All that can be refused is refused before an hour goes into a search.
        GenotypeFile.CheckReplaceable(genotypeFile);
        var search = new SearchJob(name, run.Search(name, device));
        if (isNew)
            RunFile.Write(folder, run.Configuration(name, _remember));
        context.GoOnWith = $"darts run --resume {Words.Quoted(folder)}";

        var found = await search.RunAsync(Path.Combine(folder, SearchFolder), _remember, context).ConfigureAwait(false);
        GenotypeFile.Write(genotypeFile, found.Genotype);
        string picture = Path.Combine(folder, PictureFile), report = Path.Combine(folder, RunReport.FileName);
        Write(picture, FigureSvg.Document(GenotypeFigure.Draw(found.Genotype)));

        var built = await CompiledNetworks.BuildAsync(project, context).ConfigureAwait(false);
        var outcome = await run.TrainAsync(NetworkAssembly.Load(built.AssemblyPath), name, device, folder, _remember, context).ConfigureAwait(false);
        Write(report, RunReport.Html(RunRecord.Read(folder), Theme.Auto));
        Show(genotypeFile, picture, report, found, outcome);
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private void Show(string genotypeFile, string picture, string report, SearchResult found, RunOutcome outcome)
    {
        context.Output.Table([
            ("genotype", genotypeFile),
            ("network", name),
            ("parameters", Words.Count(outcome.Parameters)),
            ("data", outcome.Data),
            ("search", Words.Time(found.Seconds)),
            ("training", Words.Time(outcome.Seconds)),
            .. outcome.Rows,
            ("weights", outcome.WeightsFile),
            ("picture", picture),
            ("report", report)]);
        (string Name, object? Value)[] facts =
        [
            ("genotype", genotypeFile),
            ("network", name),
            ("parameters", outcome.Parameters),
            ("searchSeconds", found.Seconds),
            ("trainSeconds", outcome.Seconds),
            .. outcome.Facts,
            ("report", report),
        ];
        context.Output.Json(new OrderedDictionary<string, object?>(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value))));
    }
}
