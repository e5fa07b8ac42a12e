using System.Text;

namespace Darts.Genotypes.Tests.Fuzzing;

/// <summary>The reader of the genotype language.</summary>
internal static class LanguageFuzzing
{
    private const string Mark = "\uFEFF";

    public static FuzzTarget Target { get; } = new(
        "language",
        [
            .. new[] { Sample.Convolutional, Sample.Recurrent, Sample.Convolutional.With("by hand", "von Hand, größer 🙂"), Sample.Convolutional.ReplaceLineEndings("\r\n") }
                .Concat(Sample.Published.Select(Sample.PublishedText)).Select(Encoding.UTF8.GetBytes),
        ],
        [
            .. ObjectShape.Convolutional.Keys.Concat(ObjectShape.Recurrent.Keys).Concat(ObjectShape.Cell.Keys).Concat(ObjectShape.Edge.Keys)
                .Concat(ObjectShape.ImageNetwork.Keys).Concat(ObjectShape.LanguageNetwork.Keys).Concat(ObjectShape.Provenance.Keys)
                .Concat(Operations.Convolutional.Concat(Operations.Recurrent).Select(operation => operation.Name))
                .Concat(["convolutional", "recurrent", "cifar", "imagenet", "language", "true", "false", "null", "class", "//", "/*", "*/", "\\u0041", "\\ud800", "\\", "\"", "\": ", "[]", "{}", ","]),
        ],
        Check);

    /// <summary>No input throws; a file is a genotype or has faults, each with its place; a genotype is written and read as the same.</summary>
    private static bool Check(byte[] input)
    {
        GenotypeReading reading = GenotypeReader.Read(input);
        string text = Encoding.UTF8.GetString(input);
        text = text.StartsWith(Mark, StringComparison.Ordinal) ? text[1..] : text;
        Assert.Equal(reading.Genotype is null, reading.Problems.Count > 0);
        Assert.True(reading.Problems.Count <= GenotypeLimits.Problems);
        foreach (GenotypeProblem problem in reading.Problems)
            Located.Check(text, problem.Message, problem.Span);
        foreach (NetworkName name in reading.NetworkNames)
        {
            Assert.True(Identifiers.IsValid(name.Name));
            Located.Check(text, name.Name, name.Span);
        }
        if (reading.Genotype is { } genotype)
            Assert.Equal(genotype, Sample.Valid(GenotypeWriter.Write(genotype)));
        return reading.Genotype is not null;
    }
}
