using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Darts.Networks;

namespace Darts.Training;

/// <summary>What a folder of images holds, in an order that is the same on every system.</summary>
/// <param name="Root">The folder.</param>
/// <param name="Classes">The class names, sorted.</param>
/// <param name="Images">The images: training part before test part, then by class, then by path.</param>
/// <param name="HasTest">Whether there is a test part.</param>
internal sealed record ImageListing(string Root, IReadOnlyList<string> Classes, IReadOnlyList<ListedImage> Images, bool HasTest)
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"];
    private static readonly string[] TestNames = ["test", "val", "valid", "validation"];

    // Deep enough for any real folder, and an end for links that go round in circles.
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, MaxRecursionDepth = 8, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    /// <summary>Lists <paramref name="root"/>.</summary>
    /// <exception cref="DartsException">There are fewer than two classes, a class has no images, or the test part has classes of its own.</exception>
    public static ImageListing Of(string root)
    {
        var folders = SubFolders(root);
        var train = folders.FirstOrDefault(folder => HasName(folder, "train") && SubFolders(folder).Length > 0);
        var test = train is null ? null : TestNames.Select(name => folders.FirstOrDefault(folder => HasName(folder, name))).FirstOrDefault(folder => folder is not null);
        var classFolders = SubFolders(train ?? root);
        if (classFolders.Length < 2)
        {
            throw new DartsException($"'{train ?? root}' has {classFolders.Length} class folder{(classFolders.Length == 1 ? "" : "s")}: at least two are needed, each with the images of one class.");
        }

        var classes = classFolders.Select(Finish.NameOf).ToArray();
        var images = ImagesOf(classFolders, classes, isTest: false);
        return new(root, classes, test is null ? [.. images] : [.. images, .. ImagesOf(TestFolders(test, classes), classes, isTest: true)], test is not null);
    }

    /// <summary>Whether a file or folder is meant to be seen.</summary>
    public static bool IsVisible(string path) => !Path.GetFileName(path).StartsWith('.');

    /// <summary>Names the decoded images: changes with any image's path, length or time, and with the shape.</summary>
    public string Key(ImageSize size)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{ImageDecoder.Version}\n{size}\n");
        foreach (var image in Images)
        {
            var file = new FileInfo(image.Path);
            text.Append(CultureInfo.InvariantCulture, $"{Path.GetFullPath(image.Path)}\0{file.Length}\0{file.LastWriteTimeUtc.Ticks}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string[] SubFolders(string folder) => [.. Directory.EnumerateDirectories(folder).Where(IsVisible).Order(StringComparer.Ordinal)];

    private static bool HasName(string folder, string name) => Path.GetFileName(folder).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string[] TestFolders(string test, string[] classes)
    {
        var folders = SubFolders(test);
        var stranger = folders.FirstOrDefault(folder => !classes.Contains(Finish.NameOf(folder)));
        return folders.Length == 0
            ? throw new DartsException($"'{test}' has no class folders.")
            : stranger is null ? folders : throw new DartsException($"'{stranger}' is a class that the training images do not have; theirs are {string.Join(", ", classes)}.");
    }

    private static IEnumerable<ListedImage> ImagesOf(string[] folders, string[] classes, bool isTest) =>
        from folder in folders
        from file in Files(folder)
        select new ListedImage(file, Array.IndexOf(classes, Finish.NameOf(folder)), isTest);

    private static string[] Files(string folder)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(folder, "*", Below)
                .Where(file => IsVisible(file) && Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        return files.Length > 0 ? files : throw new DartsException($"The class folder '{folder}' holds no images ({string.Join(", ", Endings)}).");
    }
}
