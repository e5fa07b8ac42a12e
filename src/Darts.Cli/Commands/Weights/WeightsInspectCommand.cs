using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Kernels.Weights;
using Darts.Networks;
using Spectre.Console;

namespace Darts.Cli.Commands;

/// <summary><c>darts weights inspect</c>: what is in a weights file.</summary>
internal sealed class WeightsInspectCommand : DartsCommand
{
    private const int LongestFact = 200;

    private readonly Argument<string> _file = new("FILE") { Description = "a safetensors file" };

    public WeightsInspectCommand()
        : base(
            "inspect",
            "Shows what is in a weights file: what it says of itself (network, genotype, size, training), then every tensor with its type, shape and bytes, and the totals. Where the file has checksums "
            + "its data is compared with them.",
            "darts weights inspect runs/Photos/weights.safetensors",
            "darts weights inspect weights.safetensors --json")
    {
        PathArgument.RefuseOptions(_file);
        Arguments.Add(_file);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string path = parsed.GetRequiredValue(_file);
        using var file = SafeTensorsFile.Open(path);
        file.Verify();
        WeightsEntry[] tensors = [.. file.Tensors.Values.OrderBy(tensor => tensor.Begin)];
        long values = tensors.Sum(tensor => tensor.Count), bytes = tensors.Sum(tensor => tensor.Length);
        context.Output.Json(new WeightsReport(
            path,
            file.Metadata.OrderBy(fact => fact.Key, StringComparer.Ordinal).ToDictionary(),
            [.. tensors.Select(tensor => new TensorReport(tensor.Name, tensor.Type.Name, tensor.Shape, tensor.Length))],
            values,
            bytes,
            file.HasChecksums));
        if (file.Metadata.Count > 0)
            context.Output.Table([.. file.Metadata.OrderBy(fact => fact.Key, StringComparer.Ordinal).Select(fact => (Words.Printable(fact.Key), Shortened(Words.Printable(fact.Value))))]);
        context.Output.Human.Write(TableOf(tensors));
        context.Output.Say($"{Words.Number(tensors.Length, "tensor")}, {Words.Number(values, "number")}, {Words.Bytes(bytes)}; {(file.HasChecksums ? "all as the checksums say" : "no checksums")}.");
        return Task.CompletedTask;
    }

    /// <summary>A language model's words, say, fill pages.</summary>
    private static string Shortened(string fact) => fact.Length <= LongestFact ? fact : $"{fact[..LongestFact]}…";

    private static Table TableOf(WeightsEntry[] tensors)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string column in (string[])["tensor", "type", "shape", "bytes"])
            table.AddColumn(new TableColumn(column).NoWrap());
        table.Columns[^1].RightAligned();
        foreach (var tensor in tensors)
            table.AddRow(new Text(Words.Printable(tensor.Name)), new Text(tensor.Type.Name), new Text(tensor.ShapeText), new Text(Words.Count(tensor.Length)));
        return table;
    }
}

/// <summary>The document of <c>darts weights inspect --json</c>.</summary>
/// <param name="File">The file.</param>
/// <param name="Metadata">What it says of itself.</param>
/// <param name="Tensors">Its tensors, in the order of their data.</param>
/// <param name="Numbers">How many numbers they have.</param>
/// <param name="Bytes">How many bytes these take.</param>
/// <param name="Checksums">Whether the file has checksums; they are then right.</param>
internal sealed record WeightsReport(string File, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<TensorReport> Tensors, long Numbers, long Bytes, bool Checksums);

/// <summary>A tensor of <see cref="WeightsReport"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements, in the format's words.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Bytes">How many bytes it takes.</param>
internal sealed record TensorReport(string Name, string Type, IReadOnlyList<long> Shape, long Bytes);
