namespace Darts.Training;

/// <summary>A data set: what to train on, what to test with, and what the labels mean.</summary>
/// <param name="Name">What it is called in configurations and tables.</param>
/// <param name="Train">The training images.</param>
/// <param name="Test">The test images, of the same shape.</param>
/// <param name="Classes">The name of each class; a label is an index into it.</param>
/// <param name="Normalisation">What networks expect to be done to the pixels.</param>
public sealed record ImageData(string Name, ImageSet Train, ImageSet Test, IReadOnlyList<string> Classes, Normalisation Normalisation) : IDisposable
{
    /// <summary>The same data with images <paramref name="factor"/> times smaller; see <see cref="ImageSet.Shrunk"/>.</summary>
    /// <param name="factor">At least 1.</param>
    /// <returns>Disposed by the caller, as is this.</returns>
    public ImageData Shrunk(int factor) => this with { Train = Train.Shrunk(factor), Test = Test.Shrunk(factor) };

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Test.Dispose();
    }
}
