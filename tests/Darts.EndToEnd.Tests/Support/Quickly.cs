namespace Darts.EndToEnd.Tests.Support;

/// <summary>Settings under which a search and a training take seconds.</summary>
internal static class Quickly
{
    /// <summary>A small supernet.</summary>
    public static IReadOnlyList<string> Searched { get; } = ["--search-epochs", "1", "--search-channels", "2", "--search-layers", "3", "--search-batch-size", "16"];

    /// <summary>A small network.</summary>
    public static IReadOnlyList<string> Trained { get; } = ["--train-epochs", "1", "--channels", "2", "--layers", "3", "--train-batch-size", "16"];

    /// <summary>The whole pipeline.</summary>
    public static IReadOnlyList<string> Run { get; } = ["--threads", "1", "--device", "cpu", .. Searched, .. Trained];
}
