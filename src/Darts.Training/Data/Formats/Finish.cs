namespace Darts.Training;

/// <summary>The last steps of reading, the same for every format: the shape asked for, and the normalisation.</summary>
internal static class Finish
{
    /// <summary>The data set of two parts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="train">Training images, owned.</param>
    /// <param name="test">Test images, owned.</param>
    /// <param name="classes">The classes' names.</param>
    /// <param name="options">May ask for another shape.</param>
    /// <param name="published">The normalisation the literature uses for this set at its native shape, if there is one.</param>
    public static ImageData Of(string name, ImageSet train, ImageSet test, IReadOnlyList<string> classes, DataOptions options, Normalisation? published)
    {
        if (options.Size is not { } wanted || wanted == train.Size)
        {
            return new(name, train, test, classes, published ?? Normalisation.Of(train.Images));
        }

        using (train)
        using (test)
        {
            ChannelConversion.Check(name, train.Size.Channels, wanted.Channels);
            var resized = Resizing.To(train, wanted);
            return new(name, resized, Resizing.To(test, wanted), classes, published is { } kept && wanted.Channels == train.Size.Channels ? kept : Normalisation.Of(resized.Images));
        }
    }

    /// <summary>The last part of a path: a set's name unless it has a better one.</summary>
    public static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
