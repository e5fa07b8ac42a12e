using System.CommandLine;
using System.Text;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Cli.Rendering;
using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Networks;
using Darts.Reports.Galleries;
using Darts.Reports.Pixels;
using Darts.Reports.Runs;

namespace Darts.Cli.Commands;

/// <summary><c>darts render</c>: genotypes, networks and runs as pictures.</summary>
internal sealed class RenderCommand : DartsCommand
{
    private const double PngScale = 2, GifScale = 1;

    private readonly Argument<string> _path = new("PATH") { Description = "a genotype file, a run's folder, or a folder of genotype files" };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "the file to write, its extension naming the format [default: stdout for text; report.html or cells.gif in a run's folder]",
        HelpName = "FILE",
    };

    private readonly Option<string> _format = Choices.Option(
        "--format", "of a genotype svg, png, dot or mermaid; of a run html or gif; of a folder markdown [default: the first of these, or the output's extension]", PictureFormats.Words);

    private readonly Option<string?> _network = new("--network") { Description = "draw the whole stack of this network's cells with their shapes instead of the cells", HelpName = "NAME" };
    private readonly Option<string> _theme = Choices.Option("--theme", "the colours; auto follows the reader's system, and is light where a format cannot [default: auto]", ["auto", "light", "dark"]);
    private readonly Option<double> _scale = Number.Option<double>("--scale", "pixels of a png or gif for one of the picture [default: 2 for png, 1 for gif]", 0.25, 16);

    public RenderCommand()
        : base(
            "render",
            "Draws what is named: a genotype file as the directed graphs of its cells, or of a whole network with --network; a run's folder as one HTML page with its curves, the α of every edge and "
            + "the cells of every epoch, or as an animation of those cells; a folder of genotype files as a Markdown page with pictures and counts.",
            "darts render genotypes/darts-v2.genotype.json -o cells.svg",
            "darts render genotypes/darts-v2.genotype.json --network DartsV2Cifar10 --theme dark -o network.png",
            "darts render runs/Photos")
    {
        PathArgument.RefuseOptions(_path);
        Arguments.Add(_path);
        Options.Add(_output);
        Options.Add(_format);
        Options.Add(_network);
        Options.Add(_theme);
        Options.Add(_scale);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string path = parsed.GetRequiredValue(_path);
        if (!Directory.Exists(path))
            RenderGenotype(parsed, context, path);
        else if (RunRecord.Exists(path))
            RenderRun(parsed, context, path);
        else if (Gallery.IsIn(path))
            RenderGallery(parsed, context, path);
        else
            throw new DartsException($"'{path}' holds neither a run (config.json) nor genotypes (*{GenotypeFile.Extension}).");
        return Task.CompletedTask;
    }

    private void RenderGenotype(ParseResult parsed, CommandContext context, string path)
    {
        var format = FormatOf(parsed, "a genotype", PictureFormat.Svg, PictureFormat.Png, PictureFormat.Dot, PictureFormat.Mermaid);
        var genotype = GenotypeFile.Read(path);
        var stack = parsed.GetValue(_network) is { } name ? NetworkStack.Of(genotype, NetworkOf(genotype, path, name)) : null;
        var theme = ThemeOf(parsed);
        if (format == PictureFormat.Png)
        {
            string output = parsed.GetValue(_output) ?? throw new DartsException("A png is no text for the terminal: name a file with --output.");
            Write(context, output, format, FigureRaster.Png(FigureOf(genotype, stack), theme, ScaleOf(parsed, format, PngScale)));
            return;
        }
        ScaleOf(parsed, format, 1);
        string text = format switch
        {
            PictureFormat.Svg => FigureSvg.Document(FigureOf(genotype, stack), theme),
            PictureFormat.Dot => DotText.Write(GraphOf(genotype, stack), theme),
            _ => MermaidText.Write(GraphOf(genotype, stack), theme),
        };
        if (parsed.GetValue(_output) is { } file)
            Write(context, file, format, Encoding.UTF8.GetBytes(text));
        else if (parsed.GetValue(CommonOptions.Json))
            throw new DartsException("--json prints what was written where: name a file with --output.");
        else
            context.Output.Document(text);
    }

    private void RenderRun(ParseResult parsed, CommandContext context, string folder)
    {
        var format = FormatOf(parsed, "a run", PictureFormat.Html, PictureFormat.Gif);
        RefuseNetwork(parsed, "a run");
        var run = RunRecord.Read(folder);
        var theme = ThemeOf(parsed);
        if (format == PictureFormat.Html)
        {
            ScaleOf(parsed, format, 1);
            Write(context, parsed.GetValue(_output) ?? Path.Combine(folder, RunReport.FileName), format, Encoding.UTF8.GetBytes(RunReport.Html(run, theme)));
            return;
        }
        if (run.Epochs.Count == 0)
            throw new DartsException($"'{folder}' holds no genotypes of a search; there is nothing to animate.");
        Write(context, parsed.GetValue(_output) ?? Path.Combine(folder, "cells.gif"), format, FigureAnimation.Gif(Film.Frames(run.Epochs), theme, ScaleOf(parsed, format, GifScale)));
    }

    private void RenderGallery(ParseResult parsed, CommandContext context, string folder)
    {
        var format = FormatOf(parsed, "a folder of genotypes", PictureFormat.Markdown);
        RefuseNetwork(parsed, "a folder of genotypes");
        ScaleOf(parsed, format, 1);
        string output = parsed.GetValue(_output) ?? throw new DartsException("A page with pictures is several files: name the page with --output, and the pictures go beside it.");
        var gallery = Gallery.Read(folder, GenotypeFile.Read);
        string pages = Path.GetDirectoryName(Path.GetFullPath(output))!;
        foreach (var (file, svg) in gallery.Pictures(ThemeOf(parsed)))
            WriteFile(Path.Combine(pages, file), Encoding.UTF8.GetBytes(svg));
        Write(context, output, format, Encoding.UTF8.GetBytes(gallery.Page()));
    }

    private PictureFormat FormatOf(ParseResult parsed, string what, params IReadOnlyList<PictureFormat> allowed) =>
        PictureFormats.Choose(parsed.GetValue(_format), parsed.GetValue(_output), what, allowed);

    private Theme ThemeOf(ParseResult parsed) => parsed.GetValue(_theme) is { } word ? Enum.Parse<Theme>(word, ignoreCase: true) : Theme.Auto;

    private double ScaleOf(ParseResult parsed, PictureFormat format, double usual)
    {
        if (parsed.GetResult(_scale) is null)
            return usual;
        return format is PictureFormat.Png or PictureFormat.Gif ? parsed.GetValue(_scale) : throw new DartsException($"--scale is for png and gif: {format.Word()} has no pixels.");
    }

    private void RefuseNetwork(ParseResult parsed, string what)
    {
        if (parsed.GetResult(_network) is not null)
            throw new DartsException($"--network draws a network of a genotype file, not of {what}.");
    }

    private static NetworkSpec NetworkOf(Genotype genotype, string path, string name) =>
        genotype.Networks.FirstOrDefault(network => network.Name == name)
        ?? throw new DartsException(genotype.Networks.Count == 0
            ? $"{path} names no networks."
            : $"{path} has no network '{name}'; it has {Choices.Sentence([.. genotype.Networks.Select(network => network.Name)]).Replace(" or ", " and ", StringComparison.Ordinal)}.");

    private static Figure FigureOf(Genotype genotype, NetworkStack? stack) => stack is null ? GenotypeFigure.Draw(genotype) : NetworkFigure.Draw(stack);

    private static PlainGraph GraphOf(Genotype genotype, NetworkStack? stack) => stack is null ? PlainGraph.Of(genotype) : PlainGraph.Of(stack);

    private static void Write(CommandContext context, string file, PictureFormat format, byte[] content)
    {
        WriteFile(file, content);
        context.Output.Json(new { output = Path.GetFullPath(file), format = format.Word() });
        context.Output.Say(file);
    }

    private static void WriteFile(string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        AtomicFile.Write(file, stream => stream.Write(content));
    }
}
