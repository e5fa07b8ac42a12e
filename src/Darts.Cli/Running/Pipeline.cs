using Darts.Cli.Commands;
using Darts.Cli.Genotypes;
using Darts.Cli.Projects;
using Darts.Cli.Terminal;
using Darts.Genotypes.Drawing;
using Darts.Networks;
using Darts.Reports.Runs;
using Darts.Search;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Cli.Running;

/// <summary>
/// <c>darts run</c>, step by step: search → genotype file → picture → build → training and test → report. Each step starts from what the folder holds of it,
/// so a resume is the same steps once more.
/// </summary>
internal sealed class Pipeline(
    RunPlan plan, string folder, RunEnvironment environment, EvaluationProject project, ImageData data, Device device, CommandContext context)
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
        string genotypeFile = Path.Combine(evaluated.GenotypeFolder, plan.Name + GenotypeFile.Extension);
        // All that can be refused is refused before an hour goes into a search.
        GenotypeFile.CheckReplaceable(genotypeFile);
        var search = new SearchJob(plan.Name, new ImageSearch(data, plan.Search, device, plan.Name));
        if (isNew)
            plan.Write(folder, _remember);
        context.GoOnWith = $"darts run --resume {Words.Quoted(folder)}";

        var found = await search.RunAsync(Path.Combine(folder, SearchFolder), _remember, context).ConfigureAwait(false);
        GenotypeFile.Write(genotypeFile, found.Genotype);
        string picture = Path.Combine(folder, PictureFile), report = Path.Combine(folder, RunReport.FileName);
        Write(picture, FigureSvg.Document(GenotypeFigure.Draw(found.Genotype)));

        var built = await CompiledNetworks.BuildAsync(project, context).ConfigureAwait(false);
        var training = new TrainingJob(NetworkAssembly.Load(built.AssemblyPath), plan.Name, plan.Training, device);
        using var network = training.CreateNetwork();
        var trained = await training.RunAsync(network, data, folder, _remember, context).ConfigureAwait(false);
        Write(report, RunReport.Html(RunRecord.Read(folder), Theme.Auto));
        Show(genotypeFile, picture, report, network.Description, found, trained);
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private void Show(string genotypeFile, string picture, string report, NetworkDescription network, SearchResult found, TrainingResult trained)
    {
        context.Output.Table(
            ("genotype", genotypeFile),
            ("network", network.Name),
            ("parameters", Words.Count(network.Parameters)),
            ("data", Words.Data(data)),
            ("search", Words.Time(found.Seconds)),
            ("training", Words.Time(trained.Seconds)),
            ("test accuracy", Words.Accuracy(trained.Test.Accuracy)),
            ("weights", trained.WeightsFile),
            ("picture", picture),
            ("report", report));
        context.Output.Json(new
        {
            genotype = genotypeFile,
            network = network.Name,
            parameters = network.Parameters,
            searchSeconds = found.Seconds,
            trainSeconds = trained.Seconds,
            testAccuracy = trained.Test.Accuracy,
            report,
        });
    }
}
