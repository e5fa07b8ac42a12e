using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

public sealed class OptionValueTests
{
    [Theory]
    [InlineData("search --order third", "--order takes first or second, not 'third'")]
    [InlineData("search --epochs 0", "--epochs takes a whole number of at least 1, not '0'")]
    [InlineData("search --epochs many", "--epochs takes a whole number of at least 1, not 'many'")]
    [InlineData("run --threads -1", "--threads takes a whole number from 1 to 1024, not '-1'")]
    [InlineData("run --search-batch-size 2.5", "--search-batch-size takes a whole number of at least 2, not '2.5'")]
    [InlineData("train --network X --drop-path 1.5", "--drop-path takes a number from 0 to ", "not '1.5'")]
    [InlineData("train --network X --preset huge", "--preset takes cifar10, imagenet, quick, ptb or wikitext2, not 'huge'")]
    [InlineData("run --device gpu", "gpu", "auto, cpu")]
    [InlineData("run --search-epochs 2 --search-warm-up-epochs 2", "WarmUpEpochs is 2")]
    [InlineData("run --seed", "--seed")]
    [InlineData("train", "--network")]
    [InlineData("predict --network X --weights w", "--input", "--image", "--text")]
    [InlineData("predict --network X --weights w --text a --image b", "either --input and --output, or --image, or --text")]
    [InlineData("predict --network X --weights w --text a --top 3", "--top goes with --image")]
    [InlineData("predict --network X --weights w --text a --precision bf16", "--precision is for image networks")]
    [InlineData("predict --network X --weights w --text a", "Cannot read 'a': there is no such file.")]
    [InlineData("generate --network X", "--weights")]
    [InlineData("generate --network X --weights w", "'w'")]
    [InlineData("generate --network X --weights w --temperature -1", "--temperature takes a number of at least 0, not '-1'")]
    [InlineData("generate --network X --weights w --words 0", "--words takes a whole number of at least 1, not '0'")]
    public async Task A_bad_option_value_is_refused_with_what_is_allowed(string line, params string[] pieces)
    {
        using var folder = new TemporaryFolder();
        (await Tool.RunAsync(folder.Path, line.Split(' '))).Refuses(pieces);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
