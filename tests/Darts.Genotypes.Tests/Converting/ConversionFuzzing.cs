using System.Diagnostics;
using Darts.Genotypes.Converting;

namespace Darts.Genotypes.Tests;

/// <summary>Whatever a text holds, reading it ends in a genotype or in located messages. <c>DARTS_FUZZ=200000</c> in the environment makes the run a long one,
/// with hostile texts of the greatest length.</summary>
public sealed class ConversionFuzzing
{
    private const long Memory = 100L << 20;
    private const int UsualInputs = 4000;

    private static readonly int Inputs = int.TryParse(Environment.GetEnvironmentVariable("DARTS_FUZZ"), out int inputs) ? inputs : UsualInputs;

    [Fact]
    public void Mutated_texts_are_read_or_refused_and_always_located()
    {
        string[] texts = Texts();
        int read = 0;
        long most = 0;
        for (int seed = 0; seed < Inputs; seed++)
        {
            var random = new Random(seed);
            string text = Mutation.Of(texts[random.Next(texts.Length)], texts[random.Next(texts.Length)], random);
            GenotypeFormat? format = random.Next(3) == 0 ? GenotypeConverter.Formats[random.Next(GenotypeConverter.Formats.Count)] : null;
            string? name = random.Next(4) == 0 ? "DartsV2" : null;
            long before = GC.GetAllocatedBytesForCurrentThread();
            ConversionReading reading = Read(text, format, name, seed);
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            read += reading.Genotype is null ? 0 : 1;
            Check(reading, text, seed);
        }
        Assert.True(most < Memory, $"{most} bytes for one text");
        // Neither all are refused nor does every damage go unseen.
        Assert.InRange(read, Inputs / 50, Inputs / 2);
    }

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "", "[", "" }, { "", "(", "" }, { "", "{", "" }, { "", "{'a':", "" }, { "", "Genotype(", "" }, { "", "Genotype(Genotype", "" }, { "", "x=Genotype(\n", "" },
        { "Genotype(normal=[", "1,", "])" }, { "Genotype(normal=[", "('a',0),", "])" }, { "Genotype(normal=[", "[", "" }, { "Genotype(normal='", "\\n", "')" }, { "Genotype(normal=", "'", "" },
        { "", "'\\", "" }, { "", "#", "" }, { "", "# \n", "" }, { "", "a = b\n", "" }, { "", "a", " = Genotype(recurrent=[('relu', 0)], concat=[1])" }, { "x = Genotype()\n", "y = x\n", "" },
        { "", " ", "Genotype" }, { "", "{ ", "" }, { "", "{    '", "" }, { "[", "{'", "" }, { "", "Genotype (", "" }, { "", "Genotype          ", "(" }, { "((", "(0,3),", "),((0,3)))" },
        { "{", "'normal/op_2_0':'skip_connect',", "}" }, { "{", "'width':1,", "'normal/op_2_0':'x'}" }, { "{", "'edge_normal_1':'x',", "}" }, { "{ \"kind\": ", "[", "" }, { "{ \"edges\": [", "1,", "]}" },
        { "Genotype(recurrent=[('relu', ", "-", ")])" }, { "Genotype(recurrent=[('relu', ", "9", ")])" }, { "Genotype(a=1,", "a=1,", ")" }, { "", "\r", "Genotype(" },
    };

    /// <summary>Texts that grow without end: a reader that looks twice at each character for each character would take hours here.</summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_long_hostile_text_costs_time_and_memory_in_proportion(string start, string repeated, string end)
    {
        int length = Inputs > UsualInputs ? ConversionLimits.TextLength - 100 : 1_000_000;
        string text = start + string.Concat(Enumerable.Repeat(repeated, length / repeated.Length)) + end;
        var clock = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        ConversionReading reading = Read(text, null, null, 0);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < Memory, $"{allocated} bytes");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
        Check(reading, text, 0);
    }

    [Fact]
    public void The_longest_text_is_read_and_a_longer_one_is_refused()
    {
        string genotype = "Genotype(recurrent=[('relu', 0)], concat=[1])";
        string text = string.Concat(Enumerable.Repeat("INFO valid_acc 88.1\n", (ConversionLimits.TextLength - genotype.Length) / 20)) + genotype;
        Assert.NotNull(GenotypeConverter.Read(text).Genotype);
        Assert.Contains("at most 16777216 are read", Convert.Problem(text + new string(' ', 40)).Message);
    }

    private static ConversionReading Read(string text, GenotypeFormat? format, string? name, int seed)
    {
        try
        {
            return GenotypeConverter.Read(text, format, name);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}: {e.GetType().Name} for {text[..Math.Min(text.Length, 2000)]}", e);
        }
    }

    private static void Check(ConversionReading reading, string text, int seed)
    {
        Assert.True((reading.Genotype is null) == (reading.Problems.Count > 0), $"Seed {seed}");
        Assert.All(reading.Problems, problem => Assert.True(
            problem.Span is { Start: >= 0, Length: >= 0, StartLine: >= 0, StartColumn: >= 0, EndLine: >= 0, EndColumn: >= 0 } && problem.Span.Start + problem.Span.Length <= text.Length
                && problem.Message.Length is > 0 and < 10_000 && !problem.Message.Contains('\n'),
            $"Seed {seed}: {problem}"));
        if (reading.Genotype is not { } genotype)
            return;
        // What came out obeys the language, and can be written wherever it can be expressed.
        Assert.Equal(genotype, Sample.Valid(GenotypeWriter.Write(genotype)));
        Assert.All(GenotypeConverter.Formats, format => GenotypeConverter.Write(genotype, format));
    }

    /// <summary>Every format's text of published, random and recurrent genotypes, a module and a log.</summary>
    private static string[] Texts()
    {
        var genotypes = Sample.Published.Select(name => (Genotype)Sample.ReadPublished(name))
            .Concat(Enumerable.Range(0, 40).Select(seed => RandomGenotype.Make(new Random(seed)))).Append(Sample.Valid(Sample.Recurrent)).ToList();
        var texts = genotypes.SelectMany(genotype => GenotypeConverter.Formats.Select(format => GenotypeConverter.Write(genotype, format).Text)).OfType<string>().ToList();
        string module = string.Concat(genotypes.Select(genotype => GenotypeConverter.Write(genotype, Convert.Format("quark0")).Text));
        return [.. texts, module, module.Replace(" = Genotype(\n", " 2018 genotype = Genotype(")];
    }
}
