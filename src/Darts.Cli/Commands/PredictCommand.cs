using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Cli.Commands;

/// <summary><c>darts predict</c>: logits of an array of images, the likeliest classes of image files, or how likely the words of a text are.</summary>
internal sealed class PredictCommand : DartsCommand
{
    private const int DefaultTop = 5;

    private readonly Option<string?> _input = new("--input") { Description = "float32 [N, C, H, W] in NumPy's .npy format, already normalised", HelpName = "X.npy" };
    private readonly Option<string?> _output = new("--output") { Description = "where the logits go: float32 [N, classes]", HelpName = "Y.npy" };
    private readonly Option<string[]> _images = new("--image") { Description = "image files; prints the likeliest classes of each instead", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _top = Number.Option("--top", $"how many classes to print an image [default: {DefaultTop}]", 1, (int?)null);

    private readonly Option<string?> _text = new("--text") { Description = "a text, UTF-8, or - for standard input; prints ln p of its words instead", HelpName = "FILE" };

    public PredictCommand()
        : base(
            "predict",
            "Applies a trained network to what is new: to an array of normalised images, giving logits; to image files, giving the likeliest classes with their probabilities; a language model to a text, "
            + "giving the natural logarithm of every word's probability and the perplexity. Class names, the normalisation of image files and the words of a language model come from the weights file, where "
            + "training wrote them.",
            "darts predict --network Photos --weights runs/Photos/weights.safetensors --image cat.jpg dog.jpg",
            "darts predict --network DartsV2Cifar10 --weights weights.safetensors --input x.npy --output logits.npy --ignore-extra",
            "darts predict --network Penn --weights runs/Penn/weights.safetensors --text letter.txt")
    {
        Options.Add(CommonOptions.Network);
        Options.Add(CommonOptions.Weights);
        Options.Add(_input);
        Options.Add(_output);
        Options.Add(_images);
        Options.Add(_top);
        Options.Add(_text);
        Options.Add(CommonOptions.IgnoreExtra);
        Options.Add(CommonOptions.Project);
        Options.Add(CommonOptions.NoBuild);
        Compute.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Validators.Add(line =>
        {
            bool images = line.GetResult(_images) is not null, arrays = line.GetResult(_input) is not null || line.GetResult(_output) is not null, text = line.GetResult(_text) is not null;
            if (new[] { images, arrays, text }.Count(given => given) != 1 || (arrays && (line.GetResult(_input) is null || line.GetResult(_output) is null)))
                line.AddError("Give either --input and --output, or --image, or --text.");
            if (line.GetResult(_top) is not null && !images)
                line.AddError("--top goes with --image.");
            if (line.GetResult(CommonOptions.Precision) is not null && text)
                line.AddError("--precision is for image networks; --text is for language models.");
        });
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        var device = Compute.Of(parsed, Compute.Default).Apply();
        // Bad files are told before a minute goes into a build.
        using var input = parsed.GetValue(_input) is { } path ? Npy.Read(path) : null;
        var text = parsed.GetValue(_text) is { } file ? TextPrediction.Read(file) : null;
        var facts = text is null ? TrainedWeights.FactsOf(parsed.GetRequiredValue(CommonOptions.Weights)) : null;
        var vocabulary = text is null ? null : TrainedWords.Of(parsed.GetRequiredValue(CommonOptions.Weights)).Vocabulary;
        var networks = await CompiledNetworks.LoadAsync(CompiledNetworks.ProjectOf(parsed), parsed.GetValue(CommonOptions.NoBuild), context).ConfigureAwait(false);
        if (text is not null)
        {
            using var language = CompiledNetworks.TrainedLanguageModel(parsed, networks, vocabulary!, device);
            text.Show(language, vocabulary!, context);
            return;
        }
        using var trained = CompiledNetworks.Trained(parsed, networks, device);
        using var network = trained.ForInference();
        if (input is null)
            PredictImages(parsed, context, network, facts, device);
        else
            PredictArray(parsed, context, network, input, device);
    }

    private void PredictArray(ParseResult parsed, CommandContext context, InferenceNetwork network, Tensor input, Device device)
    {
        string from = parsed.GetRequiredValue(_input)!, to = parsed.GetRequiredValue(_output)!;
        using var logits = Prediction.Logits(network, input, from, device, CommonOptions.PrecisionOf(parsed), context.Cancellation);
        Npy.Write(to, logits);
        context.Output.Json(new { output = Path.GetFullPath(to), shape = logits.shape });
        context.Output.Say($"{to}: logits [{string.Join(", ", logits.shape)}]");
    }

    private void PredictImages(ParseResult parsed, CommandContext context, InferenceNetwork network, TrainedWeights? facts, Device device)
    {
        string weights = parsed.GetRequiredValue(CommonOptions.Weights);
        if (facts is null || facts.Classes.Count != network.Description.Classes)
            throw new DartsException($"'{weights}' does not say how image files are normalised and what the classes are called; weights trained by darts do. Use --input with normalised images.");
        string[] paths = parsed.GetRequiredValue(_images);
        using var pixels = ImageFiles.Load(paths, NetworkFit.SizeOf(network.Description));
        using var images = facts.Normalisation.Apply(pixels);
        using var logits = Prediction.Logits(network, images, weights, device, CommonOptions.PrecisionOf(parsed), context.Cancellation);
        int top = parsed.GetResult(_top) is null ? DefaultTop : parsed.GetValue(_top);
        ImagePrediction[] predictions = [.. Prediction.Likeliest(logits, facts.Classes, top).Zip(paths, (classes, path) => new ImagePrediction(path, classes))];
        context.Output.Json(predictions);
        foreach (var (path, classes) in predictions)
            context.Output.Say($"{path}: {string.Join(", ", classes.Select(one => $"{one.Class} {Words.Accuracy(one.Probability)}"))}");
    }
}

/// <summary>One image of <c>darts predict --image --json</c>.</summary>
/// <param name="Image">The file.</param>
/// <param name="Classes">The likeliest classes, the likeliest first.</param>
internal sealed record ImagePrediction(string Image, IReadOnlyList<ClassProbability> Classes);
