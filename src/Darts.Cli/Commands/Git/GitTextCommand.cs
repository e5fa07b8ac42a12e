using System.CommandLine;
using System.Text;
using Darts.Genotypes;

namespace Darts.Cli.Commands;

/// <summary><c>darts git text FILE</c>: git's <c>textconv</c>. A file with conflicts is shown with the same conflicts; what cannot be read as a genotype, as it is.</summary>
internal sealed class GitTextCommand() : GitDriverCommand("text", "Prints a genotype as one fact a line, for git to compare.")
{
    private const int MarkerSize = 7;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        byte[] bytes = Genotypes.GenotypeFile.Bytes(Words(parsed)[0]);
        using var output = Console.OpenStandardOutput();
        output.Write(Text(bytes) is { } text ? Encoding.UTF8.GetBytes(text) : bytes);
        return Task.CompletedTask;
    }

    private static string? Text(byte[] bytes)
    {
        if (GenotypeReader.Read(bytes).Genotype is { } genotype)
            return GenotypeText.Render(genotype);
        if (ConflictText.Sides(Encoding.UTF8.GetString(bytes)) is not var (ours, theirs) || GenotypeReader.Read(ours).Genotype is not { } a || GenotypeReader.Read(theirs).Genotype is not { } b)
            return null;
        return ConflictText.Write(GenotypeText.Render(a), GenotypeText.Render(b), MarkerSize);
    }
}
