using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Networks;
using Darts.Reports.Galleries;

namespace Darts.Reports.Tests;

public sealed class GalleryTests
{
    [Fact]
    public void The_gallery_of_the_documentation_is_what_the_tool_makes()
    {
        using var published = new TemporaryFolder();
        string genotypes = Path.Combine(Repository.Root, "genotypes"), docs = Path.Combine(Repository.Root, "docs");
        // A clone in which searches were run has genotypes of theirs too.
        foreach (string file in Directory.GetFiles(genotypes, "*.genotype.json").Where(file => Read(file).Provenance.Source is not null))
            File.Copy(file, published[Path.GetFileName(file)]);
        File.Copy(Path.Combine(genotypes, PublishedResult.FileName), published[PublishedResult.FileName]);
        var gallery = Gallery.Read(published.Path, Read);
        Assert.True(gallery.Entries.Count >= 14);
        (string File, string Text)[] made = [("genotypes.md", gallery.Page()), .. gallery.Pictures(), ("images/network.svg", NetworkPicture())];
        foreach (var (file, text) in made)
        {
            if (Repository.IsUpdating)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(docs, file))!);
                File.WriteAllText(Path.Combine(docs, file), text);
            }
            Assert.Equal(text, File.ReadAllText(Path.Combine(docs, file)));
        }
        Assert.Equal(gallery.Entries.Select(entry => entry.File + ".svg"), Directory.GetFiles(Path.Combine(docs, "images", "genotypes")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void Every_error_has_a_source()
    {
        var results = PublishedResult.Read(Path.Combine(Repository.Root, "genotypes"));
        Assert.All(results, result => Assert.Matches(@"^\d\d?\.\d\d?( ± 0\.\d\d)?$", result.Error));
        Assert.All(results, result => Assert.True(result.Source.Length > 20));
        Assert.Equal(results.Count, results.Select(result => (result.Genotype, result.Data)).Distinct().Count());
    }

    [Fact]
    public void A_recurrent_genotype_without_networks_or_results_has_its_place_too()
    {
        var page = new Gallery([new("rnn", Samples.Recurrent with { Networks = [] }, [])]).Page();
        Assert.Contains("| [DartsV2Rnn](#dartsv2rnn) |  |  |  |  |", page);
        Assert.Contains("![The cells of DartsV2Rnn](images/genotypes/rnn.svg)", page);
    }

    [Fact]
    public void Markup_in_a_file_stays_text()
    {
        var genotype = Samples.Recurrent with { Provenance = new(Method: "a|b", Source: "<script> [x](y) `z`\n# h") };
        string page = new Gallery([new("rnn", genotype, [new("rnn", "PTB*", "1|2", "_s_")])]).Page();
        Assert.Contains("\\<script\\> \\[x\\](y) \\`z\\` \\# h", page);
        Assert.Contains("| a\\|b |", page);
        Assert.Contains("- PTB\\*: 1\\|2 % error (\\_s\\_)", page);
    }

    [Theory]
    [InlineData("[{\"genotype\": \"none\", \"data\": \"d\", \"error\": \"1.00\", \"source\": \"s\"}]", "has a result of 'none', and there is no none.genotype.json.")]
    [InlineData("[{\"genotype\": \"x\"}]", "this is no list of results")]
    [InlineData("[{\"genotype\": null, \"data\": \"d\", \"error\": \"1.00\", \"source\": \"s\"}]", "this is no list of results")]
    [InlineData("{", "published-results.json(1,2): this is no list of results")]
    public void A_damaged_list_of_results_is_refused(string text, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder[PublishedResult.FileName], text);
        Assert.Contains(message, Assert.Throws<DartsException>(() => Gallery.Read(folder.Path, Read)).Message);
    }

    private static string NetworkPicture()
    {
        var genotype = Samples.Published("darts-v2");
        return FigureSvg.Document(NetworkFigure.Draw(NetworkStack.Of(genotype, genotype.Networks[0])));
    }

    private static Genotype Read(string file) => GenotypeReader.Read(File.ReadAllBytes(file)).Genotype!;
}
