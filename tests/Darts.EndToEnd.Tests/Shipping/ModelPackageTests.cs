using System.Runtime.InteropServices;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests.Shipping;

/// <summary>What a model's package is for: each way of publishing a program that uses it, with the probabilities of <c>darts predict</c>. One package and one project serve all, because each build takes seconds.</summary>
[Collection(nameof(Pipeline))]
public sealed class ModelPackageTests(PackageConsumer consumer) : IClassFixture<PackageConsumer>
{
    /// <summary>libtorch and Darts.Kernels add in different orders.</summary>
    private const double Tolerance = 1e-4;

    private static readonly string Rid = RuntimeInformation.RuntimeIdentifier;

    [Fact]
    public async Task A_fresh_program_classifies_as_darts_predict_does_and_runs_the_pages_example()
    {
        PackageConsumer.Succeeds(await consumer.MakeAsync("publish", "-o", consumer.Published("plain")));
        await ClassifiesAsync("plain");
        Assert.Equal(consumer.Expected.Count, (await consumer.RunExampleAsync("plain")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(
            ["App.dll", "Darts.Kernels.dll", $"Darts.Models.{Pipeline.Name}.dll"],
            Directory.GetFiles(consumer.Published("plain"), "*.dll").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_trimmed_program_with_its_own_runtime_does_too()
    {
        await PublishAsync("trimmed", "--self-contained", "-p:PublishTrimmed=true");
        await ClassifiesAsync("trimmed");
    }

    [Fact]
    public async Task A_natively_compiled_program_does_too()
    {
        await PublishAsync("native", "-p:PublishAot=true");
        await ClassifiesAsync("native");
        Assert.Empty(Directory.GetFiles(consumer.Published("native"), "*.dll"));
    }

    [Fact]
    public void The_documents_show_the_pages_example() =>
        Assert.Contains(consumer.Example.Replace(Pipeline.Name, "Photos", StringComparison.Ordinal), File.ReadAllText(Path.Combine(Repository.Root, "docs", "shipping.md")), StringComparison.Ordinal);

    private async Task ClassifiesAsync(string name)
    {
        var classes = await consumer.ClassifyAsync(name);
        Assert.Equal(consumer.Expected.Keys, classes.Keys);
        Assert.All(classes, one => Assert.Equal(consumer.Expected[one.Key], one.Value, Tolerance));
    }

    /// <summary>Publishes for this system; skips where a package of the SDK's or a linker is not to be had here.</summary>
    private async Task PublishAsync(string name, params string[] how)
    {
        var (code, output) = await consumer.MakeAsync(["publish", "-r", Rid, "-o", consumer.Published(name), .. how]);
        string? missing = code == 0 ? null : output.Split('\n').FirstOrDefault(line => Missing.Any(sign => line.Contains(sign, StringComparison.Ordinal)));
        Assert.SkipWhen(missing is not null, $"Not to be published here as {name}: {missing?.Trim()}");
        PackageConsumer.Succeeds((code, output));
    }

    /// <summary>NuGet's errors for packages that no source has, of the ones that the SDK asks for; and what the SDK says where there is no linker.</summary>
    private static readonly string[] Missing =
    [
        "NU1101: Unable to find package Microsoft.", "NU1102: Unable to find package Microsoft.", "NU1101: Unable to find package runtime.", "NU1102: Unable to find package runtime.", "NU1301", "Platform linker (",
    ];
}
