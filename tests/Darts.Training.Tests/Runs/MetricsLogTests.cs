namespace Darts.Training.Tests;

public sealed class MetricsLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RunFolder _run;

    public MetricsLogTests() => _run = RunFolder.Create(_folder.Path, RunConfiguration.Of("train", new Dictionary<string, object>()));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_epoch_is_a_line_of_JSON()
    {
        var log = new MetricsLog(_run, 0);
        log.Append(0, ("loss", 1.5), ("accuracy", 0.25));
        log.Append(1, ("loss", double.NaN));
        Assert.Equal(["""{"epoch":0,"loss":1.5,"accuracy":0.25}""", """{"epoch":1,"loss":"NaN"}"""], File.ReadAllLines(_run.MetricsFile));
    }

    [Fact]
    public void Lines_past_the_checkpoint_and_half_lines_are_dropped_when_resumed()
    {
        File.WriteAllText(_run.MetricsFile, "{\"epoch\":0,\"loss\":2}\n{\"epoch\":1,\"loss\":1}\n{\"epoch\":2,\"loss\":0.5}\n{\"epo");
        new MetricsLog(_run, 2).Append(2, ("loss", 0.75));
        Assert.Equal(["""{"epoch":0,"loss":2}""", """{"epoch":1,"loss":1}""", """{"epoch":2,"loss":0.75}"""], File.ReadAllLines(_run.MetricsFile));
    }
}
