using System.Globalization;

namespace Darts.Genotypes;

/// <summary>A network's entries as keys and values.</summary>
internal static class NetworkSettings
{
    /// <summary>Keys and values in the order of the file; the keys depend on the kind of network alone.</summary>
    public static IReadOnlyList<(string Key, string Value)> Of(NetworkSpec network) => network switch
    {
        ImageNetworkSpec image =>
        [
            ("name", image.Name),
            ("macro", NetworkReader.NameOf(image.Macro)),
            ("channels", Number(image.Channels)),
            ("layers", Number(image.Layers)),
            ("classes", Number(image.Classes)),
            ("input", $"[{Number(image.Input.Channels)}, {Number(image.Input.Height)}, {Number(image.Input.Width)}]"),
            ("auxiliary", image.Auxiliary ? "true" : "false"),
        ],
        LanguageNetworkSpec language =>
        [
            ("name", language.Name),
            ("macro", NetworkReader.LanguageMacro),
            ("embedding", Number(language.Embedding)),
            ("hidden", Number(language.Hidden)),
            ("vocabulary", Number(language.Vocabulary)),
        ],
        _ => throw new ArgumentException($"{network.GetType().Name} is not a kind of network.", nameof(network)),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
