namespace Darts.Genotypes.Tests;

/// <summary>The classes that a broken file still promises.</summary>
public sealed class NetworkNameTests
{
    [Fact]
    public void A_valid_file_names_its_networks() =>
        Assert.Equal(["TinyCifar", "TinyImageNet"], Names(GenotypeReader.Read(Sample.Convolutional)));

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"version\": 1", "\"version\": 1,,")]
    [InlineData("\"op\": \"skip_connect\" }", "\"op\": \"skip_connect\"")]
    [InlineData("\"kind\": \"convolutional\"", "\"kind\": \"?\"")]
    [InlineData("\"channels\": 8", "\"channels\": 0")]
    [InlineData("\"auxiliary\": false }", "\"auxiliary\": false")]
    [InlineData("\"seed\": -7", "\"seed\": \"")]
    public void A_broken_file_names_them_too(string old, string by)
    {
        GenotypeReading reading = GenotypeReader.Read(Sample.Convolutional.With(old, by));
        Assert.Null(reading.Genotype);
        Assert.Equal(["TinyCifar", "TinyImageNet"], Names(reading));
    }

    [Theory]
    [InlineData("\"TinyCifar\"", "\"Tiny Cifar\"")]
    [InlineData("\"TinyCifar\"", "\"public\"")]
    [InlineData("\"TinyCifar\"", "null")]
    [InlineData("\"TinyCifar\"", "\"TinyImageNet\"")]
    public void A_name_that_is_none_or_stands_twice_is_left_out(string old, string by) =>
        Assert.Equal(["TinyImageNet"], Names(GenotypeReader.Read(Sample.Convolutional.With(old, by))));

    [Fact]
    public void No_code_gets_out_of_a_broken_text() =>
        Assert.Equal(["TinyImageNet"], Names(GenotypeReader.Read(Sample.Convolutional.With("\"TinyCifar\"", "\"A { } class B\"").With("\"version\": 1,", "")[1..])));

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r", "")]
    [InlineData("\n", ",,")]
    [InlineData("\r\n", ",,")]
    [InlineData("\r", ",,")]
    public void A_name_knows_where_it_stands_in_a_sound_and_in_a_broken_file(string lineEnd, string fault)
    {
        string text = Sample.Convolutional.With("by hand", "größer 🙂").With("\"Tiny\",", $"\"Größe\",{fault}").ReplaceLineEndings(lineEnd);
        foreach (NetworkName name in GenotypeReader.Read(text).NetworkNames)
        {
            Assert.Equal($"\"{name.Name}\"", text.Substring(name.Span.Start, name.Span.Length));
            Assert.Equal((name.Name == "TinyCifar" ? 20 : 21, 14), (name.Span.StartLine, name.Span.StartColumn));
        }
    }

    [Theory]
    [InlineData("DartsV2", true)]
    [InlineData("_net", true)]
    [InlineData("net", true)]
    [InlineData("Größe", true)]
    [InlineData("网络", true)]
    [InlineData("Ⅷ", true)]
    [InlineData("a\u0301b", true)]
    [InlineData("A‿B", true)]
    [InlineData("\u0301a", false)]
    [InlineData("a\u200Bb", false)]
    [InlineData("a\u200Db", false)]
    [InlineData("a.b", false)]
    [InlineData("@class", false)]
    [InlineData("a\\u0062", false)]
    [InlineData("𝒜", false)]
    [InlineData("record", false)]
    [InlineData("int", false)]
    [InlineData("_", false)]
    [InlineData("A\n", false)]
    public void A_name_is_a_csharp_identifier(string name, bool valid) => Assert.Equal(valid, Identifiers.IsValid(name));

    [Fact]
    public void A_name_has_an_end()
    {
        Assert.True(Identifiers.IsValid(new string('A', GenotypeLimits.NameLength)));
        Assert.False(Identifiers.IsValid(new string('A', GenotypeLimits.NameLength + 1)));
    }

    private static IEnumerable<string> Names(GenotypeReading reading) => reading.NetworkNames.Select(name => name.Name);
}
