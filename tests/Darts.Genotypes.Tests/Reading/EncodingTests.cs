using System.Text;

namespace Darts.Genotypes.Tests;

/// <summary>Positions and bytes.</summary>
public sealed class EncodingTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_are_counted_at_every_kind_of_line_end(string lineEnd)
    {
        string text = Sample.Convolutional.With("dil_conv_5x5", "dil_conv_9x9").ReplaceLineEndings(lineEnd);
        SourceSpan span = Assert.Single(GenotypeReader.Read(text).Problems).Span;
        Assert.Equal((9, 36, 9, 50), (span.StartLine, span.StartColumn, span.EndLine, span.EndColumn));
        Assert.Equal("\"dil_conv_9x9\"", text.Substring(span.Start, span.Length));
    }

    [Theory]
    [InlineData("ä")]
    [InlineData("日本")]
    [InlineData("🙂🙃")]
    public void Columns_count_utf16_characters(string before)
    {
        string text = Sample.Convolutional.With("\"by hand\", \"dataset\": \"none\"", $"\"{before}\", \"dataset\": 5");
        SourceSpan span = Assert.Single(GenotypeReader.Read(text).Problems).Span;
        Assert.Equal("5", text.Substring(span.Start, span.Length));
        Assert.Equal(text.Split('\n')[span.StartLine].IndexOf("5,", StringComparison.Ordinal), span.StartColumn);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault_and_moves_nothing()
    {
        byte[] plain = Encoding.UTF8.GetBytes(Sample.Convolutional.With("\"cifar\"", "\"svhn\""));
        GenotypeReading with = GenotypeReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. plain]);
        Assert.Equal(GenotypeReader.Read(plain), with);
        Assert.Equal("DARTS032", Assert.Single(with.Problems).Id);
    }

    [Fact]
    public void A_byte_order_mark_in_a_string_is_a_character_of_it()
    {
        GenotypeProblem problem = Assert.Single(GenotypeReader.Read("\uFEFF[]").Problems);
        Assert.Equal(("DARTS007", 1), (problem.Id, problem.Span.Start));
    }

    [Fact]
    public void Bytes_and_text_read_alike() =>
        Assert.Equal(GenotypeReader.Read(Sample.Convolutional), GenotypeReader.Read(Encoding.UTF8.GetBytes(Sample.Convolutional)));

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xEF, 0xBF })]
    public void Bytes_that_are_not_utf8_are_located(byte[] bad)
    {
        int at = Sample.Convolutional.IndexOf("by hand", StringComparison.Ordinal);
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Sample.Convolutional[..at]), .. bad, .. Encoding.UTF8.GetBytes(Sample.Convolutional[at..])];
        GenotypeReading reading = GenotypeReader.Read(bytes);
        GenotypeProblem problem = Assert.Single(reading.Problems);
        Assert.Null(reading.Genotype);
        Assert.Equal(("DARTS001", at), (problem.Id, problem.Span.Start));
    }

    [Fact]
    public void Utf16_files_are_no_genotypes() =>
        Assert.Equal("DARTS001", GenotypeReader.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Sample.Convolutional)).ToArray()).Problems[0].Id);

    [Fact]
    public void A_replacement_character_that_was_written_as_such_is_valid() =>
        Assert.Empty(GenotypeReader.Read(Encoding.UTF8.GetBytes(Sample.Convolutional.With("by hand", "\uFFFD"))).Problems);
}
