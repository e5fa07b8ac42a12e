namespace Darts.Genotypes.Tests.Fuzzing;

/// <summary>Every reader of text that people write, under damaged inputs. <c>FUZZ_INPUTS=200000</c> is the long run of CONTRIBUTING.md.</summary>
public sealed class FuzzTests
{
    private static readonly FuzzTarget[] Targets = [LanguageFuzzing.Target, ConversionFuzzing.Target];

    public static TheoryData<string> Names => [.. Targets.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_input_makes_a_reader_throw_hang_or_swell_and_every_fault_has_its_place(string name)
    {
        int count = FuzzRun.Count, valid = new FuzzRun(Targets.Single(target => target.Name == name)).Run(FuzzRun.First, count);
        // Neither are all refused, which would test the first check only, nor does much damage go unseen.
        if (count >= 1000)
            Assert.InRange(valid, count / 100, count / 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_number_makes_one_input(string name)
    {
        FuzzTarget target = Targets.Single(candidate => candidate.Name == name);
        byte[][] inputs = [.. Enumerable.Range(0, 20).Select(new Mutator(target).Make)];
        Assert.Equal(inputs, Enumerable.Range(0, 20).Select(new Mutator(target).Make));
        Assert.True(inputs.Select(System.Convert.ToHexString).Distinct().Count() > 15);
    }

    [Theory]
    [InlineData("throws", "InvalidOperationException: thrown")]
    [InlineData("hangs", "did not come back within 0.2 s")]
    [InlineData("swells", "took 101 MB for")]
    [InlineData("points nowhere", "is outside of the text's 1 characters")]
    public void A_reader_with_a_fault_is_found_out(string fault, string found)
    {
        Func<byte[], bool> check = fault switch
        {
            "throws" => _ => throw new InvalidOperationException("thrown"),
            "hangs" => _ => new ManualResetEventSlim().Wait(5000),
            "swells" => _ => new byte[101 << 20].Length > 0,
            _ => _ => PointsNowhere(),
        };
        var run = new FuzzRun(new("faulty", ["sample"u8.ToArray()], ["word"], check), fault == "hangs" ? TimeSpan.FromSeconds(0.2) : null);
        string message = Assert.ThrowsAny<Exception>(() => run.Run(3, 5)).Message;
        Assert.Contains("faulty, input 3 (FUZZ_FIRST=3 FUZZ_INPUTS=1)", message);
        Assert.Contains(found, message);
    }

    private static bool PointsNowhere()
    {
        Located.Check("a", "message", new(0, 2, 0, 0, 0, 2));
        return false;
    }
}
