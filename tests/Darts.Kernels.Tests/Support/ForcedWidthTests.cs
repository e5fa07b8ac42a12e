using System.Diagnostics;
using System.Globalization;

namespace Darts.Kernels.Tests.Support;

/// <summary>The same tests on a runtime that is forbidden the wider instructions, as a process of its own: what is chosen at start cannot be chosen again.</summary>
public sealed class ForcedWidthTests
{
    private const string Expected = "DARTS_TESTS_EXPECT_LANES";

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 8)]
    [InlineData("DOTNET_EnableAVX2", 4)]
    [InlineData("DOTNET_EnableHWIntrinsic", 1)]
    public async Task Kernels_hold_without_an_instruction_set(string setting, int widest)
    {
        // A machine may have less than what is left to it here.
        int lanes = Math.Min(widest, (int)VectorWidths.Widest);
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        start.Environment[setting] = "0";
        start.Environment[Expected] = lanes.ToString(CultureInfo.InvariantCulture);
        foreach (string argument in (string[])["-method", "*.Separable.*", "-method", "*.Depthwise.*", "-method", "*.Pointwise.*", "-method", "*.Products.*", "-method", "*.Language.*", "-method", $"*.{nameof(The_width_is_the_one_that_is_expected)}"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.DoesNotContain("Total: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_width_is_the_one_that_is_expected()
    {
        if (Environment.GetEnvironmentVariable(Expected) is { } lanes)
            Assert.Equal(lanes, ((int)VectorWidths.Widest).ToString(CultureInfo.InvariantCulture));
        else
            Assert.InRange((int)VectorWidths.Widest, 1, 16);
    }
}
