using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Training;

namespace Darts.Cli.Commands;

/// <summary><c>darts text</c>: a corpus out of plain prose.</summary>
internal sealed class TextCommand : DartsCommand
{
    private const int DefaultVocabulary = 5000;

    private readonly Argument<string[]> _files = PathArgument.Several("FILE", "plain texts, UTF-8, with empty lines between paragraphs; read one after another", ArgumentArity.OneOrMore);
    private readonly Option<string> _output = new("--output", "-o") { Description = "the folder that gets train.txt, valid.txt and test.txt", HelpName = "OUT", Required = true };
    private readonly Option<int> _vocabulary = Number.Option(
        "--vocabulary", $"the most words, with <unk> and <eos>: rarer ones become <unk> [default: {DefaultVocabulary}]", TextMaker.LeastVocabulary, (int?)null);

    public TextCommand()
        : base(
            "text",
            "Makes a text to search and train on out of plain prose: one sentence a line, lower case, numbers as N, rare words as <unk>; eight tenths to train on, one to validate with, one to test with. "
            + "Says how well counting words and pairs of words foretells the test part: a language model should do better.",
            "darts text novel.txt -o novel",
            "darts text volume1.txt volume2.txt --vocabulary 3000 -o novel")
    {
        Arguments.Add(_files);
        Options.Add(_output);
        Options.Add(_vocabulary);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string folder = parsed.GetRequiredValue(_output);
        TextMaker.Make(parsed.GetRequiredValue(_files), parsed.GetResult(_vocabulary) is null ? DefaultVocabulary : parsed.GetValue(_vocabulary), folder);
        using var text = TextCorpus.Load(folder);
        var counted = NGramPerplexities.Of(text);
        context.Output.Json(new
        {
            folder = Path.GetFullPath(folder),
            train = text.Train.numel(),
            validation = text.Validation.numel(),
            test = text.Test.numel(),
            vocabulary = text.Vocabulary.Count,
            unigramPerplexity = counted.Unigram,
            bigramPerplexity = counted.Bigram,
        });
        context.Output.Table(("text", Words.Data(text)), ("test perplexity by counting words", Words.Perplexity(counted.Unigram)), ("by counting pairs of words", Words.Perplexity(counted.Bigram)));
        return Task.CompletedTask;
    }
}
