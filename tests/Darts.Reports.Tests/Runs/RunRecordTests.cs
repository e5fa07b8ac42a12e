using Darts.Networks;
using Darts.Reports.Runs;

namespace Darts.Reports.Tests;

/// <summary>What a run's folder says, and what is said when it is damaged.</summary>
public sealed class RunRecordTests
{
    [Fact]
    public void A_search_is_read_with_all_its_epochs()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder["Photos"], 12);
        var run = RunRecord.Read(folder["Photos"] + Path.DirectorySeparatorChar);
        Assert.Equal("Photos", run.Name);
        Assert.Null(run.Training);
        Assert.Equal(50, run.Search!.PlannedEpochs);
        Assert.Equal(720, run.Search.Seconds);
        Assert.Equal(Enumerable.Range(1, 12), run.Epochs.Select(epoch => epoch.Number));
        Assert.All(run.Epochs, epoch => Assert.Equal(["normal", "reduce"], epoch.Alphas.Select(table => table.Cell)));
        Assert.All(run.Epochs, epoch => Assert.Equal(1, epoch.Alphas[0].Weights(3).Sum(), 1e-12));
    }

    [Fact]
    public void A_whole_run_is_a_search_and_a_training()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder["search"], 3);
        Assert.Null(RunRecord.Read(folder.Path).Training);        // the training has not begun
        File.WriteAllText(folder["config.json"], SampleRun.Configuration.Replace("\"search\"", "\"train\"", StringComparison.Ordinal));
        File.WriteAllText(folder["metrics.jsonl"], "{\"epoch\":0,\"loss\":1.5,\"testAccuracy\":0.5}\n");
        var run = RunRecord.Read(folder.Path);
        Assert.Equal(3, run.Search!.Metrics.Count);
        Assert.Equal(0.5, run.Training!.Last("testAccuracy"));
        Assert.Equal(3, run.Epochs.Count);
    }

    [Fact]
    public void A_line_that_is_being_written_is_not_an_epoch_yet()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, 2);
        File.AppendAllText(folder["metrics.jsonl"], "{\"epoch\":2,\"lo");
        Assert.Equal(2, RunRecord.Read(folder.Path).Search!.Metrics.Count);
    }

    [Theory]
    [InlineData("config.json", "[]", "config.json' is damaged: it is no JSON object.")]
    [InlineData("config.json", "{", "config.json' is damaged: it is no JSON object.")]
    [InlineData("config.json", "{\"kind\": \"search\", \"a\": 1, \"a\": 2}", "config.json' is damaged: it is no JSON object.")]
    [InlineData("metrics.jsonl", "{}\n{}\n", "metrics.jsonl' is damaged: line 1 does not hold epoch 0.")]
    [InlineData("metrics.jsonl", "{\"epoch\":0}\n{\"epoch\":2000000000}\n{\"epoch\":2}\n", "metrics.jsonl' is damaged: line 2 does not hold epoch 1.")]
    [InlineData("metrics.jsonl", "{\"epoch\":0,\"loss\":\"x\"}\n{\"epoch\":1}\n", "metrics.jsonl' is damaged: line 1 does not hold epoch 0.")]
    [InlineData("genotypes/epoch-002.genotype.json", "{\n  \"version\": 1,\n", "epoch-002.genotype.json(")]
    [InlineData("alphas/epoch-002.json", "{", "epoch-002.json' is damaged")]
    [InlineData("alphas/epoch-002.json", "[]", "epoch-002.json' is damaged")]
    [InlineData("alphas/epoch-002.json", "{\"operations\": null}", "epoch-002.json' is damaged")]
    [InlineData("alphas/epoch-002.json", "{\"operations\": [\"a\"], \"normal\": [[1, 2]]}", "epoch-002.json' is damaged")]
    [InlineData("alphas/epoch-002.json", "{\"operations\": [\"a\"], \"normal\": [null]}", "epoch-002.json' is damaged")]
    [InlineData("alphas/epoch-002.json", "{\"operations\": [\"a\"], \"normal\": [[\"x\"]]}", "epoch-002.json' is damaged")]
    [InlineData("alphas/epoch-002.json", "{\"operations\": [\"a\"], \"normal\": [[1e999]]}", "epoch-002.json' is damaged")]
    public void A_damaged_file_is_named_with_the_cause(string file, string text, string message)
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, 2);
        File.WriteAllText(folder[file.Split('/')], text);
        string told = Assert.Throws<DartsException>(() => RunReport.Html(RunRecord.Read(folder.Path))).Message;
        Assert.Contains(message, told);
    }

    [Fact]
    public void Whatever_is_damaged_there_is_a_page_or_a_message()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, 2);
        string[] files = [.. Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var random = new Random(4);
        int pages = 0, messages = 0;
        for (int i = 0; i < 600; i++)
        {
            string file = files[random.Next(files.Length)];
            byte[] whole = File.ReadAllBytes(file), damaged = [.. whole];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(damaged.Length), length = Math.Min(random.Next(8), damaged.Length - at);
                damaged = random.Next(3) switch
                {
                    0 => [.. damaged[..at], (byte)random.Next(256), .. damaged[(at + Math.Min(1, length))..]],
                    1 => [.. damaged[..at], .. damaged[(at + length)..]],
                    _ => [.. damaged[..at], .. damaged[at..(at + length)], .. damaged[at..]],
                };
                if (damaged.Length == 0)
                    break;
            }
            File.WriteAllBytes(file, damaged);
            try
            {
                Assert.StartsWith("<!DOCTYPE html>", RunReport.Html(RunRecord.Read(folder.Path)));
                pages++;
            }
            catch (DartsException e)
            {
                Assert.Contains(Path.GetFileName(file), e.Message);
                messages++;
            }
            File.WriteAllBytes(file, whole);
        }
        Assert.True(pages > 50 && messages > 50, $"{pages} pages, {messages} messages");
    }

    [Fact]
    public void A_folder_without_run_or_without_epochs_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("it lacks config.json", Assert.Throws<DartsException>(() => RunRecord.Read(folder.Path)).Message);
        Assert.Contains("There is no folder", Assert.Throws<DartsException>(() => RunRecord.Read(folder["none"])).Message);
        SampleRun.Write(folder.Path, 0);
        Assert.Contains("has not finished an epoch yet", Assert.Throws<DartsException>(() => RunRecord.Read(folder.Path)).Message);
    }
}
