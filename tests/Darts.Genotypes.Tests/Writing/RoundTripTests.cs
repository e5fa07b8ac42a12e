using System.Globalization;

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
}
