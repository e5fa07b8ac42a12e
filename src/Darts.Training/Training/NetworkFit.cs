using Darts.Networks;

namespace Darts.Training;

/// <summary>Whether data can be fed to a network.</summary>
public static class NetworkFit
{
    /// <summary>The shape a network's images have.</summary>
    /// <param name="description">The network.</param>
    public static ImageSize SizeOf(NetworkDescription description) => new(description.Channels, description.Height, description.Width);

    /// <summary>Refuses data of another image shape or number of classes.</summary>
    /// <param name="description">The network.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="DartsException">It does not fit.</exception>
    public static void Check(NetworkDescription description, ImageData data)
    {
        if (SizeOf(description) != data.Train.Size)
        {
            throw new DartsException($"{description.Name} takes images of {SizeOf(description)}, but those of '{data.Name}' are {data.Train.Size}.");
        }

        if (description.Classes != data.Classes.Count)
        {
            throw new DartsException($"{description.Name} tells {description.Classes} classes apart, but '{data.Name}' has {data.Classes.Count}: {string.Join(", ", data.Classes.Take(10))}{(data.Classes.Count > 10 ? ", …" : "")}.");
        }
    }

    /// <summary>Refuses a text of another number of words.</summary>
    /// <param name="description">The model.</param>
    /// <param name="corpus">The text.</param>
    /// <exception cref="DartsException">It does not fit.</exception>
    public static void Check(LanguageDescription description, TextCorpus corpus)
    {
        if (description.Vocabulary != corpus.Vocabulary.Count)
        {
            throw new DartsException(
                $"{description.Name} was compiled for {description.Vocabulary} words, but '{corpus.Name}' has {corpus.Vocabulary.Count} different ones. Set the network's \"vocabulary\" in its genotype to {corpus.Vocabulary.Count}.");
        }
    }
}
