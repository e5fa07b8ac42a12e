namespace Darts.Genotypes;

/// <summary>A genotype's cells by their keys in the file.</summary>
internal static class GenotypeCells
{
    /// <summary>Keys and cells in the order of the file; none of no genotype.</summary>
    public static IReadOnlyList<(string Title, Cell Cell)> Of(Genotype? genotype) => genotype switch
    {
        null => [],
        ConvolutionalGenotype convolutional => [("normal", convolutional.Normal), ("reduce", convolutional.Reduce)],
        RecurrentGenotype recurrent => [("recurrent", recurrent.Recurrent)],
        _ => throw new ArgumentException($"{genotype.GetType().Name} is not a kind of genotype.", nameof(genotype)),
    };

    /// <summary>The cell of that key; null if there is none.</summary>
    public static Cell? Find(Genotype? genotype, string title) => Of(genotype).Where(cell => cell.Title == title).Select(static cell => cell.Cell).FirstOrDefault();
}
