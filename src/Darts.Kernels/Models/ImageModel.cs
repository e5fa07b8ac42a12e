using System.Buffers;
using Darts.Kernels.Inference;

namespace Darts.Kernels.Models;

/// <summary>
/// A trained image classifier with everything it needs: pictures in, classes with probabilities out. What model packages hold derives from it. Any number of threads may
/// use one model at once; it is disposed when none does any more.
/// </summary>
public abstract class ImageModel : IDisposable
{
    /// <summary>So many pictures are computed at a time, whatever is asked for: more are no faster, and take memory.</summary>
    private const int LargestBatch = 64;

    private readonly CompiledClassifier _network;
    private readonly string[] _classes;
    private bool _disposed;

    /// <summary>Puts a model together.</summary>
    /// <param name="network">The network with its weights; disposed with the model.</param>
    /// <param name="preprocessing">What is done to pictures; with as many channels as the network's input has.</param>
    /// <param name="classes">The name of each class, in the order of the network's outputs.</param>
    /// <exception cref="ArgumentException">Channels or classes are not as many as the network's.</exception>
    protected ImageModel(CompiledClassifier network, ImagePreprocessing preprocessing, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentNullException.ThrowIfNull(classes);
        (_network, Preprocessing, _classes) = (network, preprocessing, [.. classes]);
        if (preprocessing.Mean.Count != Plan.Channels)
            throw new ArgumentException($"{Plan.Name} takes pictures of {Plan.Channels} channels; the preprocessing gives {preprocessing.Mean.Count}.", nameof(preprocessing));
        if (_classes.Length != Plan.Classes)
            throw new ArgumentException($"{Plan.Name} has {Plan.Classes} classes; there are {_classes.Length} names.", nameof(classes));
    }

    /// <summary>The network's name, sizes and architecture.</summary>
    public InferencePlan Plan => _network.Plan;

    /// <summary>What is done to pictures.</summary>
    public ImagePreprocessing Preprocessing { get; }

    /// <summary>The name of each class, in the order of the network's outputs.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>C·H·W: the values of one prepared picture.</summary>
    public int PreparedLength => Plan.Channels * Plan.Height * Plan.Width;

    /// <summary>Classifies a picture.</summary>
    /// <param name="image">A decoded picture of any size.</param>
    /// <returns>All classes, the likeliest first.</returns>
    /// <exception cref="ArgumentException">There are more or fewer bytes than the picture's size says.</exception>
    public IReadOnlyList<ClassProbability> Classify(ImagePixels image) => Classify(image.Bytes.Span, image.Width, image.Height, image.Format);

    /// <summary>Classifies a picture.</summary>
    /// <param name="pixels">A decoded picture of any size: row by row from the top.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">How the bytes follow one another.</param>
    /// <returns>All classes, the likeliest first.</returns>
    /// <exception cref="ArgumentException">There are more or fewer bytes than the size says.</exception>
    public IReadOnlyList<ClassProbability> Classify(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format = PixelFormat.Rgb)
    {
        float[] prepared = new float[PreparedLength];
        Prepare(pixels, width, height, format, prepared);
        return Classify(prepared);
    }

    /// <summary>Classifies a picture that is prepared already.</summary>
    /// <param name="prepared">[C, H, W], normalised as in training.</param>
    /// <returns>All classes, the likeliest first.</returns>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public IReadOnlyList<ClassProbability> Classify(ReadOnlySpan<float> prepared)
    {
        float[] probabilities = new float[Plan.Classes];
        Compute(prepared, probabilities, 1);
        return Ranked(probabilities);
    }

    /// <summary>Classifies pictures together, which is faster than one after the other.</summary>
    /// <param name="images">Decoded pictures of any sizes.</param>
    /// <returns>For each picture all classes, the likeliest first.</returns>
    /// <exception cref="ArgumentException">A picture has more or fewer bytes than its size says.</exception>
    public IReadOnlyList<IReadOnlyList<ClassProbability>> Classify(IReadOnlyList<ImagePixels> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var results = new IReadOnlyList<ClassProbability>[images.Count];
        int most = Math.Min(images.Count, LargestBatch);
        float[] prepared = ArrayPool<float>.Shared.Rent(most * PreparedLength), probabilities = ArrayPool<float>.Shared.Rent(most * Plan.Classes);
        try
        {
            for (int first = 0; first < results.Length; first += most)
            {
                int batch = Math.Min(most, results.Length - first);
                for (int image = 0; image < batch; image++)
                {
                    var (bytes, width, height, format) = images[first + image];
                    Prepare(bytes.Span, width, height, format, prepared.AsSpan(image * PreparedLength, PreparedLength));
                }

                Compute(prepared.AsSpan(0, batch * PreparedLength), probabilities.AsSpan(0, batch * Plan.Classes), batch);
                for (int image = 0; image < batch; image++)
                    results[first + image] = Ranked(probabilities.AsSpan(image * Plan.Classes, Plan.Classes));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(prepared);
            ArrayPool<float>.Shared.Return(probabilities);
        }
        return results;
    }

    /// <summary>Prepares a picture, for <see cref="Classify(ReadOnlySpan{float})"/> or <see cref="Compute"/>.</summary>
    /// <param name="pixels">A decoded picture of any size: row by row from the top.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">How the bytes follow one another.</param>
    /// <param name="prepared">[C, H, W], <see cref="PreparedLength"/> values.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes than the size says, or <paramref name="prepared"/> has another length.</exception>
    public void Prepare(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format, Span<float> prepared) =>
        Preprocessing.Prepare(pixels, width, height, format, prepared, Plan.Height, Plan.Width);

    /// <summary>Computes probabilities, in the order of <see cref="Classes"/>. Allocates nothing once it has run on as many threads as call it.</summary>
    /// <param name="prepared">[batch, C, H, W], normalised as in training.</param>
    /// <param name="probabilities">[batch, classes].</param>
    /// <param name="batch">How many pictures.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Compute(ReadOnlySpan<float> prepared, Span<float> probabilities, int batch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        RequireLength(prepared.Length, batch, PreparedLength, nameof(prepared));
        RequireLength(probabilities.Length, batch, Plan.Classes, nameof(probabilities));
        _network.Run(prepared, probabilities, batch);
        for (int image = 0; image < batch; image++)
            Softmax.Apply(probabilities.Slice(image * Plan.Classes, Plan.Classes));
    }

    /// <summary>Names probabilities.</summary>
    /// <param name="probabilities">One picture's, in the order of <see cref="Classes"/>.</param>
    /// <returns>All classes, the likeliest first; of equals, the one that comes first.</returns>
    /// <exception cref="ArgumentException">They are more or fewer than the classes.</exception>
    public IReadOnlyList<ClassProbability> Ranked(ReadOnlySpan<float> probabilities)
    {
        RequireLength(probabilities.Length, 1, _classes.Length, nameof(probabilities));
        var ranked = new ClassProbability[_classes.Length];
        for (int index = 0; index < ranked.Length; index++)
            ranked[index] = new(_classes[index], index, probabilities[index]);
        Array.Sort(ranked, static (one, other) => one.Probability != other.Probability ? other.Probability.CompareTo(one.Probability) : one.Index.CompareTo(other.Index));
        return ranked;
    }

    /// <summary>Frees the weights; no call may be running.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the weights.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
            return;
        _disposed = true;
        _network.Dispose();
    }

    private static void RequireLength(int length, int batch, int each, string name)
    {
        if (length != (long)batch * each)
            throw new ArgumentException($"{batch} pictures take {(long)batch * each} values; there are {length}.", name);
    }
}
