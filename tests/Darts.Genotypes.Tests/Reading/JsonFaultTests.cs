namespace Darts.Genotypes.Tests;

/// <summary>Text that is not JSON.</summary>
public sealed class JsonFaultTests
{
    [Theory]
    [InlineData("«»", "the end of the file; a genotype starts with '{'")]
    [InlineData("  \n «»", "the end of the file; a genotype starts with '{'")]
    [InlineData("«x»", "Found 'x'; a genotype starts with '{'")]
    [InlineData("{«»", "the end of the file; a key in double quotes or '}'")]
    [InlineData("{ «'»a': 1 }", "Found '''; a key in double quotes")]
    [InlineData("{ «a»: 1 }", "Found 'a'; a key in double quotes")]
    [InlineData("{ \"a\" «1» }", "Found '1' after a key; a ':' is needed")]
    [InlineData("{ \"a\"«»", "the end of the file after a key; a ':' is needed")]
    [InlineData("{ \"a\": «}»", "Found '}'; a value is needed after ':'")]
    [InlineData("{ \"a\": 1 «\"»b\": 2 }", "',' or '}' is needed")]
    [InlineData("{ \"a\": 1\n  «\"»b\": 2 }", "',' or '}' is needed")]
    [InlineData("{ \"a\": 1,\n  «1» }", "Found '1'; a key in double quotes is needed")]
    [InlineData("{ \"a\": [«,»] }", "Found ','; a value or ']' is needed")]
    [InlineData("{ \"a\": [1 «2»] }", "Found '2'; ',' or ']' is needed")]
    [InlineData("{ \"a\": [1,«,» 2] }", "Found ','; a value is needed")]
    [InlineData("{ \"a\": [1, 2«}»", "Found '}'")]
    [InlineData("{ \"a\": «N»aN }", "Found 'N'; a value is needed")]
    [InlineData("{ \"a\": «T»rue }", "Found 'T'; a value is needed")]
    [InlineData("{ \"a\": tru«»", "in a word; the only words")]
    [InlineData("{ \"a\": 0«1» }", "Found '1' in a number")]
    [InlineData("{ \"a\": -« »}", "in a number")]
    [InlineData("{ \"a\": 1.« »}", "in a number")]
    [InlineData("{ \"a\": \"x«»\ny\" }", "the end of the line in a text")]
    [InlineData("{ \"a\": \"x«»", "the end of the file in a text")]
    [InlineData("{ \"a\": \"x\\«q»\" }", "Found 'q' in a text")]
    [InlineData("{ \"é🙂\": «é» }", "Found 'é'; a value is needed")]
    [InlineData("{ \"a\": «🙂» }", "Found '🙂'; a value is needed")]
    [InlineData("{ \"a\": «\u0001» }", "the control character U+0001")]
    [InlineData("{} «x»", "Found 'x'; nothing may follow")]
    [InlineData("{} «{»}", "Found '{'; nothing may follow")]
    [InlineData("{ \"a\": 1«,» }", "A comma before a closing bracket")]
    [InlineData("{ \"a\": [1«,»\n ] }", "A comma before a closing bracket")]
    [InlineData("{ «// why»\n \"a\": 1 }", "Comments are not allowed")]
    [InlineData("{ «/* why */» \"a\": 1 }", "Comments are not allowed")]
    [InlineData("{ \"a\": 1«,» /* last */ }", "A comma before a closing bracket")]
    [InlineData("{ «\"\\ud800\"»: 1 }", "half of a surrogate pair")]
    [InlineData("{ \"a\": «\"x\\udc00\"» }", "half of a surrogate pair")]
    [InlineData("{ /* two\n lines */ «1» }", "Found '1'; a key in double quotes")]
    [InlineData("{ /* two\r\n lines */\r\n  «1» }", "Found '1'; a key in double quotes")]
    [InlineData("{ /* ü\n\n */ \"a\": // x\n\n «]» }", "Found ']'; a value is needed")]
    [InlineData("{ // ü\n // ü\r\n \"ü\": «]» }", "Found ']'; a value is needed")]
    [InlineData("{ «/»* open", "A comment begins here")]
    [InlineData("{ «/» }", "A comment begins here")]
    [InlineData("{ \"a\": 1 «/»", "A comment begins here")]
    [InlineData("{ \"a\": \"\\u12«x»4\" }", "Found 'x' in a text")]
    [InlineData("{ \"a\": 1e« »}", "in a number")]
    public void A_fault_of_the_text_is_located_and_explained(string marked, string message)
    {
        var expected = Marked.Parse(marked);
        GenotypeReading reading = GenotypeReader.Read(expected.Text);
        Assert.Null(reading.Genotype);
        GenotypeProblem problem = Assert.Single(reading.Problems, problem => problem.Message.Contains(message));
        Assert.Equal("DARTS001", problem.Id);
        Assert.Equal(expected.Span, problem.Span);
    }

    [Fact]
    public void Text_that_breaks_off_gives_one_problem_only() =>
        Assert.Single(GenotypeReader.Read(Sample.Convolutional[..200]).Problems);

    [Fact]
    public void Comments_and_trailing_commas_hide_no_other_fault()
    {
        string text = Sample.Convolutional.With("dil_conv_5x5\" }", "dil_conv_9x9\" }, // sharper");
        Assert.Equal(["DARTS010", "DARTS001", "DARTS001"], GenotypeReader.Read(text).Problems.Select(problem => problem.Id).OrderDescending());
    }

    [Fact]
    public void Deep_nesting_is_a_problem_and_not_a_stack_overflow()
    {
        GenotypeProblem problem = Assert.Single(GenotypeReader.Read(new string('[', 1_000_000)).Problems);
        Assert.Equal("DARTS003", problem.Id);
        Assert.Equal(GenotypeLimits.Depth, problem.Span.StartColumn);
    }

    [Fact]
    public void Deeply_nested_objects_are_a_problem_too() =>
        Assert.Equal("DARTS003", Assert.Single(GenotypeReader.Read(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))).Problems).Id);

    [Fact]
    public void A_file_too_large_is_not_read() =>
        Assert.Equal("DARTS002", Assert.Single(GenotypeReader.Read(new string(' ', GenotypeLimits.TextLength + 1)).Problems).Id);

    [Fact]
    public void No_more_than_a_hundred_problems_are_reported() =>
        Assert.Equal(GenotypeLimits.Problems, GenotypeReader.Read(Sample.Convolutional.With("[2, 3]", "[" + string.Join(",", Enumerable.Repeat("null", 5000)) + "]")).Problems.Count);

    [Fact]
    public void Control_characters_do_not_reach_a_message()
    {
        string text = Sample.Convolutional.With("\"Tiny\"", "\"\\u001b[31m\\r\\n\\u202eTiny\"");
        GenotypeProblem problem = Assert.Single(GenotypeReader.Read(text).Problems);
        Assert.Contains("\uFFFD[31m\uFFFD\uFFFD\uFFFDTiny", problem.Message);
    }
}
