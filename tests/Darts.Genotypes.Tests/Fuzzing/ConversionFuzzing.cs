using System.Text;
using Darts.Genotypes.Converting;

namespace Darts.Genotypes.Tests.Fuzzing;

/// <summary>The readers of other systems' notations, of modules and of logs.</summary>
internal static class ConversionFuzzing
{
    public static FuzzTarget Target { get; } = new(
        "conversion",
        [.. Texts().Select(Encoding.UTF8.GetBytes)],
        [
            .. GenotypeConverter.Formats.Select(format => format.Name)
                .Concat(Operations.Convolutional.Concat(Operations.Recurrent).Select(operation => $"'{operation.Name}'"))
                .Concat([
                    "None", "True", "null", "Genotype(", "range(2, 6)", "range(0, 64, 0)", "np.int64(3)", "'''", "normal=", "recurrent=", "concat", "DARTS = X\n", "list(", "u'x'",
                    "{'normal/op_2_0': ", "edge_normal_3", "\"edges\"", "\"\\ud800\"",
                ]),
        ],
        Check);

    /// <summary>Whatever a text holds, reading it ends in a genotype or in located messages, and the genotype obeys the language.</summary>
    private static bool Check(byte[] input)
    {
        // No decoder makes half of a surrogate pair, but a caller may.
        string text = Encoding.UTF8.GetString(input).Replace('\uFFFD', '\uD800');
        GenotypeFormat? format = input.Length % 3 == 0 ? GenotypeConverter.Formats[input.Length / 3 % GenotypeConverter.Formats.Count] : null;
        ConversionReading reading = GenotypeConverter.Read(text, format, input.Length % 4 == 0 ? "DartsV2" : null);
        Assert.Equal(reading.Genotype is null, reading.Problems.Count > 0);
        foreach (ConversionProblem problem in reading.Problems)
            Located.Check(text, problem.Message, problem.Span);
        if (reading.Genotype is not { } genotype)
            return false;
        Assert.Equal(genotype, Sample.Valid(GenotypeWriter.Write(genotype)));
        // It can be written wherever it can be expressed.
        foreach (GenotypeFormat other in GenotypeConverter.Formats)
            GenotypeConverter.Write(genotype, other);
        return true;
    }

    /// <summary>Every format's text of published, random and recurrent genotypes, a module and a log.</summary>
    private static List<string> Texts()
    {
        var genotypes = Sample.Published.Select(name => (Genotype)Sample.ReadPublished(name)).Concat(Edits.Random(40)).Append(Sample.Valid(Sample.Recurrent)).ToList();
        var texts = genotypes.SelectMany(genotype => GenotypeConverter.Formats.Select(format => GenotypeConverter.Write(genotype, format).Text)).OfType<string>().ToList();
        string module = string.Concat(genotypes.Select(genotype => GenotypeConverter.Write(genotype, Tests.Convert.Format("quark0")).Text));
        return [.. texts, module, module.Replace(" = Genotype(\n", " 2018 genotype = Genotype(")];
    }
}
