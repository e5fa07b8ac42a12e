using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Cli.Commands;

/// <summary><c>darts predict</c>: logits of an array of images, or the likeliest classes of image files.</summary>
internal sealed class PredictCommand : DartsCommand
{
    private const int DefaultTop = 5;

    private readonly Option<string?> _input = new("--input") { Description = "float32 [N, C, H, W] in NumPy's .npy format, already normalised", HelpName = "X.npy" };
    private readonly Option<string?> _output = new("--output") { Description = "where the logits go: float32 [N, classes]", HelpName = "Y.npy" };
    private readonly Option<string[]> _images = new("--image") { Description = "image files; prints the likeliest classes of each instead", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _top = Number.Option("--top", $"how many classes to print an image [default: {DefaultTop}]", 1, (int?)null);

    public PredictCommand()
        : base(
            "predict",
            "Applies a trained network to new images: to an array of normalised images, giving logits, or to image files, giving the likeliest classes with their probabilities. "
            + "Class names and the normalisation of image files come from the weights file, where training wrote them.",
            "darts predict --network Photos --weights runs/Photos/weights.safetensors --image cat.jpg dog.jpg",
            "darts predict --network DartsV2Cifar10 --weights weights.safetensors --input x.npy --output logits.npy",
            "darts predict --network DartsV2Cifar10 --weights weights.safetensors --input x.npy --output logits.npy --ignore-extra")
    {
        Options.Add(CommonOptions.Network);
        Options.Add(CommonOptions.Weights);
        Options.Add(_input);
        Options.Add(_output);
        Options.Add(_images);
        Options.Add(_top);
        Options.Add(CommonOptions.IgnoreExtra);
        Options.Add(CommonOptions.Project);
        Options.Add(CommonOptions.NoBuild);
        Compute.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Validators.Add(line =>
        {
            bool images = line.GetResult(_images) is not null, arrays = line.GetResult(_input) is not null || line.GetResult(_output) is not null;
            if (images == arrays || (arrays && (line.GetResult(_input) is null || line.GetResult(_output) is null)))
                line.AddError("Give either --input and --output, or --image.");
        });
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        var device = Compute.Of(parsed, Compute.Default).Apply();
        // Bad files are told before a minute goes into a build.
        using var input = parsed.GetValue(_input) is { } path ? Npy.Read(path) : null;
        var facts = TrainedWeights.FactsOf(parsed.GetRequiredValue(CommonOptions.Weights));
        var networks = await CompiledNetworks.LoadAsync(CompiledNetworks.ProjectOf(parsed), parsed.GetValue(CommonOptions.NoBuild), context).ConfigureAwait(false);
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
