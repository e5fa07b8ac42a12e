namespace Darts.Kernels.Inference;

/// <summary>
/// Memory and threads of one caller. A batch goes to the threads image by image, which scales best; what is left when there are fewer images than threads
/// is computed by all threads together.
/// </summary>
public sealed unsafe class InferenceContext : IWork, IDisposable
{
    private readonly CompiledClassifier _network;
    private readonly Team _team;
    private readonly Frame[] _alone;
    private readonly Frame _together;
    private float* _images;
    private float* _logits;

    internal InferenceContext(CompiledClassifier network, int threads)
    {
        _network = network;
        _team = Team.Of(threads);
        var plan = network.Plan;
        int scratch = Math.Max(Math.Max(plan.Inputs * Strip.Pixels, plan.Features.Channels), Pooling.Scratch(plan.Width));
        _together = new Frame(_team, network.Widest, network.Weights, plan.Arena, scratch);
        _alone = new Frame[threads];
        for (int thread = 0; thread < threads; thread++)
            _alone[thread] = new Frame(new SoloTeam(), network.Widest, network.Weights, plan.Arena, scratch);
    }

    private InferencePlan Plan => _network.Plan;

    private int ImageLength => Plan.Channels * Plan.Height * Plan.Width;

    /// <summary>Classifies images. Allocates nothing.</summary>
    /// <param name="images">[batch, C, H, W], normalised as in training.</param>
    /// <param name="logits">[batch, classes].</param>
    /// <param name="batch">How many images.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Run(ReadOnlySpan<float> images, Span<float> logits, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        Require(images.Length, batch, ImageLength, nameof(images));
        Require(logits.Length, batch, Plan.Classes, nameof(logits));
        fixed (float* first = images, firstLogits = logits)
        {
            _images = first;
            _logits = firstLogits;
            int rest = batch % _team.Threads, whole = batch - rest;
            _team.Run(this, whole);
            for (int image = whole; image < batch; image++)
                Classify(_together, image);
        }
    }

    /// <inheritdoc/>
    void IWork.Do(int item, int thread) => Classify(_alone[thread], item);

    /// <summary>Ends the threads and frees the memory.</summary>
    public void Dispose()
    {
        _team.Dispose();
        _together.Dispose();
        foreach (var frame in _alone)
            frame.Dispose();
    }

    private static void Require(int length, int batch, int each, string name)
    {
        if (length < (long)batch * each)
            throw new ArgumentException($"{batch} images need {(long)batch * each} values; there are {length}.", name);
    }

    private void Classify(Frame frame, int image)
    {
        PutImage(frame, _images + ((nint)image * ImageLength));
        _network.Forward(frame);
        PutLogits(frame, new Span<float>(_logits + ((nint)image * Plan.Classes), Plan.Classes));
    }

    private void PutImage(Frame frame, float* image)
    {
        for (int channel = 0; channel < Plan.Channels; channel++)
        {
            for (int row = 0; row < Plan.Height; row++, image += Plan.Width)
            {
                float* to = frame.Arena + Plan.Image.First + ((nint)channel * Plan.Image.Channel) + ((nint)row * Plan.Image.Row);
                new ReadOnlySpan<float>(image, Plan.Width).CopyTo(new Span<float>(to, Plan.Width));
            }
        }
    }

    /// <summary>The average over all pixels, then the linear layer.</summary>
    private void PutLogits(Frame frame, Span<float> logits)
    {
        int features = Plan.Features.Channels;
        float* averages = frame.Scratch;
        for (int channel = 0; channel < features; channel++)
        {
            float* map = frame.Arena + Plan.Features.First + ((nint)channel * Plan.Features.Channel);
            float sum = 0;
            for (int row = 0; row < Plan.FeatureHeight; row++)
                sum += Reductions.Sum(map + (row * Plan.Features.Row), Plan.FeatureWidth);
            averages[channel] = sum / (Plan.FeatureHeight * Plan.FeatureWidth);
        }

        float* weights = frame.Weights + Plan.Classifier;
        for (int label = 0; label < logits.Length; label++)
        {
            logits[label] = weights[((nint)logits.Length * features) + label] + Reductions.Dot(averages, weights + ((nint)label * features), features);
        }
    }
}
