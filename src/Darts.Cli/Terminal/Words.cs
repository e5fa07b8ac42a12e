using System.Globalization;
using Darts.Training;

namespace Darts.Cli.Terminal;

/// <summary>How values are shown to people.</summary>
internal static class Words
{
    /// <summary><c>3,349,342</c>.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>87.30 %</c>.</summary>
    public static string Accuracy(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary><c>0:04:31</c>.</summary>
    public static string Time(double seconds) => RemainingTime.Text(TimeSpan.FromSeconds(seconds));

    /// <summary>Name and sizes of a data set.</summary>
    public static string Data(ImageData data) =>
        $"{data.Name}: {Count(data.Train.Count)} images to train on, {Count(data.Test.Count)} to test with, {data.Train.Size}, {Count(data.Classes.Count)} classes";

    /// <summary>A path as a word of a shell's line.</summary>
    public static string Quoted(string path) => path.Any(char.IsWhiteSpace) ? $"\"{path}\"" : path;
}
