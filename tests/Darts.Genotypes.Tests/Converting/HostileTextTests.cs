using System.Diagnostics;
using Darts.Genotypes.Converting;
using Darts.Genotypes.Tests.Fuzzing;

namespace Darts.Genotypes.Tests;

/// <summary>Texts made to be slow to read. The long run of the fuzzing (CONTRIBUTING.md) takes them at the greatest length.</summary>
public sealed class HostileTextTests
{
    private const long Memory = 100L << 20;

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
        int length = FuzzRun.IsLong ? ConversionLimits.TextLength - 100 : 1_000_000;
        string text = start + string.Concat(Enumerable.Repeat(repeated, length / repeated.Length)) + end;
        var clock = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var reading = GenotypeConverter.Read(text);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < Memory, $"{allocated} bytes");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
        Assert.Equal(reading.Genotype is null, reading.Problems.Count > 0);
        Assert.All(reading.Problems, problem => Located.Check(text, problem.Message, problem.Span));
    }

    [Fact]
    public void The_longest_text_is_read_and_a_longer_one_is_refused()
    {
        string genotype = "Genotype(recurrent=[('relu', 0)], concat=[1])";
        string text = string.Concat(Enumerable.Repeat("INFO valid_acc 88.1\n", (ConversionLimits.TextLength - genotype.Length) / 20)) + genotype;
        Assert.NotNull(GenotypeConverter.Read(text).Genotype);
        Assert.Contains("at most 16777216 are read", Convert.Problem(text + new string(' ', 40)).Message);
    }
}
