using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Terminal;
using Darts.Training;

namespace Darts.Cli.Commands;

/// <summary><c>darts generate</c>: texts that a language model makes up.</summary>
internal sealed class GenerateCommand : DartsCommand
{
    private const int DefaultWords = 50;
    private const double DefaultTemperature = 1;
    private const long DefaultSeed = 1;

    private readonly Option<string> _prompt = new("--prompt") { Description = "how the text begins; without it, with a new line", HelpName = "TEXT", DefaultValueFactory = _ => "" };
    private readonly Option<int> _words = Number.Option("--words", $"how many words to add, ends of lines among them [default: {DefaultWords}]", 1, (int?)null);
    private readonly Option<double> _temperature = Number.Option<double>(
        "--temperature", $"below 1 likely words become likelier, above 1 less so; 0 takes always the likeliest [default: {DefaultTemperature}]", 0);
    private readonly Option<long> _seed = Number.Option<long>("--seed", $"another seed gives another text, the same one the same [default: {DefaultSeed}]", 0);

    public GenerateCommand()
        : base(
            "generate",
            "Lets a trained language model go on with a text: every word is drawn from what the model foretells after those before it. For a word that it does not know <unk> stands, if it knows that.",
            "darts generate --network Penn --weights runs/Penn/weights.safetensors --prompt \"the company said\" --words 100",
            "darts generate --network Penn --weights runs/Penn/weights.safetensors --temperature 0.7 --seed 5")
    {
        Options.Add(CommonOptions.Network);
        Options.Add(CommonOptions.Weights);
        Options.Add(_prompt);
        Options.Add(_words);
        Options.Add(_temperature);
        Options.Add(_seed);
        Options.Add(CommonOptions.IgnoreExtra);
        Options.Add(CommonOptions.Project);
        Options.Add(CommonOptions.NoBuild);
        Compute.AddTo(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        var device = Compute.Of(parsed, Compute.Default).Apply();
        // What cannot be begun is told before a minute goes into a build.
        var vocabulary = TrainedWords.Of(parsed.GetRequiredValue(CommonOptions.Weights)).Vocabulary;
        string prompt = parsed.GetRequiredValue(_prompt);
        var beginning = TextForm.WordsOfBeginning(prompt);
        var known = new KnownWords(vocabulary);
        int[] numbers = [.. beginning.Select(word => known.NumberOf(word, "--prompt"))];

        var networks = await CompiledNetworks.LoadAsync(CompiledNetworks.ProjectOf(parsed), parsed.GetValue(CommonOptions.NoBuild), context).ConfigureAwait(false);
        using var model = CompiledNetworks.TrainedLanguageModel(parsed, networks, vocabulary, device);
        using var inference = model.ForInference();
        if (known.Replaced.Count > 0)
            Output.Warn($"the model does not know {string.Join(", ", known.Replaced.Select(word => $"'{word}'"))}: it reads {Vocabulary.Unknown} there.");
        var sampler = new TextSampler(inference, vocabulary, Given(_temperature, DefaultTemperature), Given(_seed, DefaultSeed));
        string[] words = [.. sampler.Continue(numbers).TakeWhile(_ => NotStopped(context)).Take(Given(_words, DefaultWords))];

        string text = TextForm.Join([.. beginning, .. words]);
        context.Output.Json(new { network = model.Description.Name, prompt, words, text });
        context.Output.Document(text.EndsWith('\n') ? text : text + "\n");

        T Given<T>(Option<T> option, T otherwise) => parsed.GetResult(option) is null ? otherwise : parsed.GetRequiredValue(option);
    }

    private static bool NotStopped(CommandContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return true;
    }
}
