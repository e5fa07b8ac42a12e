namespace Darts.Genotypes.Tests;

/// <summary>The recurrent files of <c>genotypes/</c>.</summary>
public sealed class PublishedRecurrentTests
{
    /// <summary>The authors' literals: another form than ours, so that a slip in one does not hide in the other. Parameters at 850 with 10,000 words and at 700 with 33,278.</summary>
    public static TheoryData<string, string, long[]> Genotypes => new()
    {
        {
            "enas-rnn",
            "recurrent=[('tanh',0),('tanh',1),('relu',1),('tanh',3),('tanh',3),('relu',3),('relu',4),('relu',7),('relu',8),('relu',8),('relu',8)], concat=[2, 5, 6, 9, 10, 11]",
            [27_295_000, 36_067_878]
        },
        {
            "darts-v1-rnn",
            "recurrent=[('relu',0),('relu',1),('tanh',2),('relu',3),('relu',4),('identity',1),('relu',5),('relu',1)], concat=range(1, 9)",
            [22_960_000, 33_127_878]
        },
        {
            "darts-v2-rnn",
            "recurrent=[('sigmoid',0),('relu',1),('relu',1),('identity',1),('tanh',2),('sigmoid',5),('tanh',3),('relu',5)], concat=range(1, 9)",
            [22_960_000, 33_127_878]
        },
        {
            "sdarts-rs-rnn",
            "recurrent=[('sigmoid',0),('sigmoid',1),('identity',2),('sigmoid',1),('tanh',2),('tanh',2),('sigmoid',0),('sigmoid',3)], concat=range(1, 9)",
            [22_960_000]
        },
        {
            "sdarts-adv-rnn",
            "recurrent=[('relu',0),('relu',1),('tanh',2),('relu',3),('identity',2),('relu',1),('tanh',2),('relu',7)], concat=range(1, 9)",
            [22_960_000]
        },
    };

    [Theory]
    [MemberData(nameof(Genotypes))]
    public void A_published_recurrent_genotype_is_its_authors_literal_and_has_the_known_number_of_parameters(string name, string literal, long[] parameters)
    {
        var genotype = Assert.IsType<RecurrentGenotype>(Sample.Valid(Sample.PublishedText(name)));
        string genes = string.Join(",", genotype.Recurrent.Edges.Select(edge => $"('{edge.Operation}',{edge.From})"));
        Assert.Equal(literal.Replace("range(1, 9)", "[1, 2, 3, 4, 5, 6, 7, 8]"), $"recurrent=[{genes}], concat=[{string.Join(", ", genotype.Recurrent.Concat)}]");
        Assert.Equal(Enumerable.Range(1, genotype.Recurrent.Edges.Count), genotype.Recurrent.Edges.Select(edge => edge.Node));
        Assert.Equal(parameters, genotype.Networks.Select(network => NetworkCounts.Of(genotype, network).Parameters));
        Assert.Contains("arXiv:", genotype.Provenance.Source);
        Assert.Equal(Sample.PublishedText(name), GenotypeWriter.Write(genotype));
    }

    [Fact]
    public void Every_recurrent_file_is_looked_at() => Assert.Equal(Genotypes.Select(row => row.Data.Item1).Order(StringComparer.Ordinal), Sample.PublishedRecurrent.Order(StringComparer.Ordinal));
}
