using System.Globalization;
using System.Text;

namespace Darts.Genotypes.Tests;

/// <summary>Reading what was written gives the same, byte for byte.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(Sample.Convolutional)]
    [InlineData(Sample.Recurrent)]
    public void Canonical_text_comes_back_byte_for_byte(string text) => Assert.Equal(text, GenotypeWriter.Write(Sample.Valid(text)));

    [Fact]
    public void Every_published_genotype_is_canonical() =>
        Assert.All(Sample.Published, name => Assert.Equal(Sample.PublishedText(name), GenotypeWriter.Write(Sample.ReadPublished(name))));

    [Fact]
    public void Random_genotypes_come_back_equal()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Genotype genotype = RandomGenotype.Make(new Random(seed));
            string text = GenotypeWriter.Write(genotype);
            GenotypeReading reading = GenotypeReader.Read(text);
            Assert.True(reading.Problems.Count == 0, $"Seed {seed}: {string.Join("; ", reading.Problems)}");
            Assert.Equal(genotype, reading.Genotype);
            Assert.Equal(text, GenotypeWriter.Write(reading.Genotype!));
        }
    }

    [Fact]
    public void The_layout_of_a_file_is_no_part_of_it()
    {
        string text = Sample.Convolutional;
        string compact = new([.. text.Where(c => c != '\n')]);
        Assert.Equal(text, GenotypeWriter.Write(Sample.Valid(compact)));
        Assert.Equal(text, GenotypeWriter.Write(Sample.Valid(text.ReplaceLineEndings("\r\n"))));
    }

    [Fact]
    public void No_culture_changes_what_is_read_or_written()
    {
        // Made by hand, because our processes know no culture by name: like de-DE's and sv-SE's, only worse.
        var teeth = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        teeth.NumberFormat.NegativeSign = "\u2212";
        teeth.NumberFormat.NumberDecimalSeparator = ",";
        teeth.NumberFormat.NumberGroupSeparator = ".";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = teeth;
            Assert.Equal(Sample.Convolutional, GenotypeWriter.Write(Sample.Valid(Sample.Convolutional)));
            Assert.Contains("-1 is not a node", Assert.Single(GenotypeReader.Read(Sample.Convolutional.With("\"from\": 2", "\"from\": -1")).Problems).Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("quote \" backslash \\ slash /")]
    [InlineData("lines\r\n\ttab \u0001 \u2028 \u0085")]
    [InlineData("ä 日本 🙂 <b>&amp;</b>")]
    [InlineData("")]
    public void Any_text_of_provenance_comes_back(string source)
    {
        Genotype genotype = Sample.Valid(Sample.Convolutional) with { Provenance = new Provenance(Source: source) };
        string text = GenotypeWriter.Write(genotype);
        Assert.Equal(genotype, Sample.Valid(text));
        Assert.Equal(Sample.Convolutional.Count(c => c == '\n'), text.Count(c => c == '\n'));
    }

    [Fact]
    public void Damaged_files_never_throw_and_always_say_where_they_are_damaged()
    {
        byte[] original = Encoding.UTF8.GetBytes(Sample.Convolutional.With("by hand", "von Hand, größer 🙂"));
        for (int seed = 0; seed < 3000; seed++)
        {
            byte[] damaged = Damage(original, new Random(seed));
            GenotypeReading reading = GenotypeReader.Read(damaged);
            int length = Encoding.UTF8.GetString(damaged).Length;
            Assert.True((reading.Genotype is null) == (reading.Problems.Count > 0), $"Seed {seed}");
            Assert.All(reading.Problems, problem => Assert.True(
                problem.Span is { Start: >= 0, Length: >= 0, StartLine: >= 0, StartColumn: >= 0 } && problem.Span.Start + problem.Span.Length <= length, $"Seed {seed}: {problem}"));
            if (reading.Genotype is { } genotype)
                Assert.Equal(genotype, Sample.Valid(GenotypeWriter.Write(genotype)));
        }
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = new List<byte>(original);
        for (int faults = random.Next(1, 4); faults > 0; faults--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"{}[],:\"\\/0-9"[random.Next(12)]; break;
                case 2: bytes.RemoveAt(at); break;
                case 3: bytes.Insert(at, (byte)random.Next(256)); break;
                default: bytes.RemoveRange(at, random.Next(bytes.Count - at)); bytes.Add((byte)'}'); break;
            }
        }
        return [.. bytes];
    }
}
