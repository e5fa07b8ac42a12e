using Darts.Networks;

namespace Darts.Training;

/// <summary>The data sets that can be read.</summary>
public static class DataSets
{
    /// <summary>The folder of the data set that comes with the program: data/fashion-mnist-mini, beside the assembly.</summary>
    public static string Embedded => Path.Combine(AppContext.BaseDirectory, "data", "fashion-mnist-mini");

    /// <summary>The folder of the text that comes with the program: data/austen, beside the assembly.</summary>
    public static string EmbeddedText => Path.Combine(AppContext.BaseDirectory, "data", "austen");

    /// <summary>The formats, in the order they are tried: the more particular first.</summary>
    public static IReadOnlyList<IDataFormat> Formats { get; } = [new IdxFormat(), new CifarBinaryFormat(), new ImageFolderFormat()];

    /// <summary>Reads the data set at <paramref name="path"/> in whichever format it has.</summary>
    /// <param name="path">A folder, or an archive as distributed.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The data set; the caller disposes it.</returns>
    /// <exception cref="DartsException">There is nothing there, no format knows it, or it is malformed; the message names the file and the cause.</exception>
    public static ImageData Load(string path, DataOptions? options = null)
    {
        options ??= new DataOptions();
        if (!Path.Exists(path))
        {
            throw new DartsException($"There is no data at '{path}'.");
        }

        var format = Formats.FirstOrDefault(format => format.Recognises(path)) ?? throw new DartsException(
            $"'{path}' is no data set: expected a folder with IDX files (train-images-idx3-ubyte.gz, …), CIFAR .bin files or their .tar.gz, or a folder with one sub-folder of images for each class.");
        try
        {
            return format.Load(path, options);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading((e as FileNotFoundException)?.FileName ?? path, e);
        }
    }
}
