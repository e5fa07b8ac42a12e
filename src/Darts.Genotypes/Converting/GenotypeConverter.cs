namespace Darts.Genotypes.Converting;

/// <summary>Reads and writes genotypes in the notations of other systems. Text in, text out.</summary>
/// <remarks>Never throws on bad input, runs nothing of it, and takes time and memory in proportion to its length.</remarks>
public static class GenotypeConverter
{
    private static readonly DartsFormat Own = new();

    /// <summary>Every format, by the order in which a text is compared with them.</summary>
    public static IReadOnlyList<GenotypeFormat> Formats { get; } =
        [Own, new Quark0Format(), new NniFormat(), new NasBench301Format(), new NasLibFormat(), new VegaFormat(), new FairDartsFormat(), new DxyFormat(), new KhanrcFormat()];

    /// <summary>The format of that name; null if there is none.</summary>
    public static GenotypeFormat? Find(string name) => Formats.FirstOrDefault(format => format.Name == name);

    /// <summary>Reads a genotype.</summary>
    /// <param name="text">A document; a Python file, of which one variable is meant; or a training log, of which the last genotype is meant.</param>
    /// <param name="format">Its format; null to guess.</param>
    /// <param name="name">The variable's name; the genotype's name where the text has none. Null if there is but one.</param>
    /// <param name="otherwise">The genotype's name if neither the text nor <paramref name="name"/> says one; a valid identifier.</param>
    public static ConversionReading Read(string text, GenotypeFormat? format = null, string? name = null, string otherwise = "Genotype")
    {
        var log = new ConversionLog();
        IReadOnlyList<string> names = [];
        if (text.Length > ConversionLimits.TextLength)
        {
            log.Add(default, FormattableString.Invariant($"The text has {text.Length} characters; at most {ConversionLimits.TextLength} are read"));
            return Result(null);
        }
        if (format is DartsFormat || (format is null && DartsFormat.Recognises(text)))
        {
            format = Own;
            return Result(DartsFormat.Read(text, log) is { } own ? own with { Name = name ?? own.Name } : null);
        }
        if (LiteralSource.Find(text, name, log, out names) is not { } source)
            return Result(null);
        format ??= Formats.FirstOrDefault(candidate => candidate.Recognises(source.Literal));
        if (format is null)
        {
            log.Add(source.Literal.Span, $"This is {source.Literal.Description}, and like none of the formats {ObjectReader.Quoted(Formats.Select(static known => known.Name))}");
            return Result(null);
        }
        return Result(format.Read(source.Literal, PythonNames.FromPython(source.Name ?? name ?? otherwise, log), log));

        ConversionReading Result(Genotype? genotype) => new(log.HasProblems ? null : genotype, format, log.Problems, log.Losses, names.ToEquatableArray());
    }

    /// <summary>Writes a genotype.</summary>
    /// <param name="genotype">A valid genotype: what a reader let through.</param>
    /// <param name="format">The format.</param>
    public static ConversionWriting Write(Genotype genotype, GenotypeFormat format)
    {
        var log = new ConversionLog();
        string? text = format.Write(genotype, log);
        return log.HasObstacles ? new(null, [], log.Obstacles) : new(text, log.Losses, []);
    }
}
