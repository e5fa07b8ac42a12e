using System.Globalization;
using System.Text;
using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Networks;

namespace Darts.Reports.Galleries;

/// <summary>The genotypes of a folder as a Markdown page: a table of counts and published errors, then a picture of each.</summary>
/// <param name="Entries">By name.</param>
public sealed record Gallery(IReadOnlyList<GalleryEntry> Entries)
{
    private const string Extension = ".genotype.json";
    private const string PictureFolder = "images/genotypes";

    /// <summary>Whether a folder has genotype files.</summary>
    public static bool IsIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*" + Extension).Any();

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="read">Reads a genotype file.</param>
    /// <exception cref="DartsException">A file is no genotype, or the results name one that is not there.</exception>
    public static Gallery Read(string folder, Func<string, Genotype> read)
    {
        var results = PublishedResult.Read(folder);
        GalleryEntry[] entries = [.. Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Select(file =>
        {
            string name = Path.GetFileName(file)[..^Extension.Length];
            return new GalleryEntry(name, read(file), [.. results.Where(result => result.Genotype == name)]);
        })];
        if (results.FirstOrDefault(result => entries.All(entry => entry.File != result.Genotype)) is { } stray)
            throw new DartsException($"'{Path.Combine(folder, PublishedResult.FileName)}' has a result of '{stray.Genotype}', and there is no {stray.Genotype}{Extension}.");
        return new(entries);
    }

    /// <summary>The pictures, by their paths relative to the page.</summary>
    public IEnumerable<(string File, string Svg)> Pictures(Theme theme = Theme.Auto) =>
        Entries.Select(entry => (PictureOf(entry), FigureSvg.Document(GenotypeFigure.Draw(entry.Genotype), theme)));

    /// <summary>The page. The same genotypes give the same text.</summary>
    public string Page()
    {
        var page = new StringBuilder();
        page.Append("# Genotypes\n\nMade by `darts render` from the genotype files themselves. ");
        page.Append("Parameters are counted without the auxiliary head; multiply-adds are those of one image or word, of convolutions and linear layers. ");
        page.Append("Errors are test errors in percent (100 − accuracy) as they were published, not of networks trained here; a cell is empty where nothing was published of this very genotype.\n\n");
        string[] data = [.. Entries.SelectMany(entry => entry.Results).Select(result => result.Data).Distinct().Order(StringComparer.Ordinal)];
        Row(page, ["Genotype", "Found by", "Network", "Parameters", "Multiply-adds", .. data.Select(set => $"{set} error")]);
        Row(page, ["---", "---", "---", "---:", "---:", .. data.Select(_ => "---:")]);
        foreach (var entry in Entries)
        {
            foreach (var (network, index) in entry.Genotype.Networks.Select((network, i) => ((NetworkSpec?)network, i)).DefaultIfEmpty((null, 0)))
                Row(page, [.. index == 0 ? Heading(entry) : ["", ""], .. Counts(entry.Genotype, network), .. data.Select(set => index == 0 ? Error(entry, set) : "")]);
        }
        foreach (var entry in Entries)
            Section(page, entry);
        return page.ToString();
    }

    private static void Section(StringBuilder page, GalleryEntry entry)
    {
        page.Append($"\n## {Escape(entry.Genotype.Name)}\n");
        if (entry.Genotype.Provenance.Source is { } source)
            page.Append($"{Escape(source)}\n");
        page.Append($"\n![The cells of {Escape(entry.Genotype.Name)}]({PictureOf(entry)})\n");
        if (entry.Results.Count > 0)
            page.Append('\n');
        foreach (var result in entry.Results)
            page.Append($"- {Escape(result.Data)}: {Escape(result.Error)} % error ({Escape(result.Source)})\n");
    }

    private static string[] Heading(GalleryEntry entry) =>
        [$"[{Escape(entry.Genotype.Name)}](#{entry.Genotype.Name.ToLowerInvariant()})", Escape(entry.Genotype.Provenance.Method ?? "")];

    private static string[] Counts(Genotype genotype, NetworkSpec? network)
    {
        if (network is null)
            return ["", "", ""];
        var counts = NetworkCounts.Of(genotype, network);
        string size = network switch
        {
            ImageNetworkSpec image => string.Create(CultureInfo.InvariantCulture, $", C={image.Channels}, L={image.Layers}"),
            LanguageNetworkSpec language => string.Create(CultureInfo.InvariantCulture, $", H={language.Hidden}"),
            _ => "",
        };
        return
        [
            Escape(network.Name) + size,
            counts.Parameters.ToString("N0", CultureInfo.InvariantCulture),
            (counts.MultiplyAdds / 1e6).ToString("N1", CultureInfo.InvariantCulture) + " M",
        ];
    }

    private static string Error(GalleryEntry entry, string data) => string.Join("; ", entry.Results.Where(result => result.Data == data).Select(result => Escape(result.Error)));

    private static void Row(StringBuilder page, IEnumerable<string> cells) => page.Append($"| {string.Join(" | ", cells)} |\n");

    private static string PictureOf(GalleryEntry entry) => $"{PictureFolder}/{entry.File}.svg";

    /// <summary>Text from a file is text in Markdown too.</summary>
    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' ? $"\\{c}" : c < ' ' ? " " : c.ToString()));
}

/// <summary>A genotype of a gallery.</summary>
/// <param name="File">Its file's name, without the extension.</param>
/// <param name="Genotype">The genotype.</param>
/// <param name="Results">What was published of it.</param>
public sealed record GalleryEntry(string File, Genotype Genotype, IReadOnlyList<PublishedResult> Results);
