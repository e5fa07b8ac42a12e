namespace Darts.Genotypes.Tests.Fuzzing;

/// <summary>Every reader of text that people write, under damaged inputs. <c>FUZZ_INPUTS=200000</c> is the long run of CONTRIBUTING.md.</summary>
public sealed class FuzzTests
{
    private const int Usually = 4000;

    private static readonly FuzzTarget[] Targets = [LanguageFuzzing.Target];

    public static TheoryData<string> Names => [.. Targets.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_input_makes_a_reader_throw_hang_or_swell_and_every_fault_has_its_place(string name) =>
        new FuzzRun(Targets.Single(target => target.Name == name)).Run(FuzzRun.First, FuzzRun.Count(Usually));

    [Fact]
    public void Some_mutants_are_valid_and_most_are_not()
    {
        foreach (FuzzTarget target in Targets)
        {
            var mutator = new Mutator(target);
            int different = Enumerable.Range(0, 500).Count(number => !target.Samples.Any(sample => sample.AsSpan().SequenceEqual(mutator.Make(number))));
            Assert.InRange(different, 400, 500);
            Assert.Equal(mutator.Make(17), mutator.Make(17));
        }
    }

    [Theory]
    [InlineData("throws", "InvalidOperationException: thrown")]
    [InlineData("hangs", "did not come back within 0.2 s")]
    [InlineData("swells", "took 101 MB for")]
    [InlineData("points nowhere", "is outside of the text's 1 characters")]
    public void A_reader_with_a_fault_is_found_out(string fault, string found)
    {
        Action<byte[]> check = fault switch
        {
            "throws" => _ => throw new InvalidOperationException("thrown"),
            "hangs" => _ => Thread.Sleep(5000),
            "swells" => _ => GC.KeepAlive(new byte[101 << 20]),
            _ => _ => Located.Check("a", "message", new(0, 2, 0, 0, 0, 2)),
        };
        var run = new FuzzRun(new("faulty", ["sample"u8.ToArray()], ["word"], check), fault == "hangs" ? TimeSpan.FromSeconds(0.2) : null);
        string message = Assert.ThrowsAny<Exception>(() => run.Run(3, 5)).Message;
        Assert.Contains("faulty, input 3 (FUZZ_FIRST=3 FUZZ_INPUTS=1)", message);
        Assert.Contains(found, message);
    }
}
