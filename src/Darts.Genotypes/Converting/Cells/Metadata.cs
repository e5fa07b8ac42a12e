namespace Darts.Genotypes.Converting;

/// <summary>Names what a genotype file holds besides its cells, for formats that have no place for it.</summary>
internal static class Metadata
{
    /// <summary>Reports name, networks and provenance as lost, unless the format keeps them.</summary>
    public static void Lose(Genotype genotype, string system, bool keepsName, ConversionLog log, NetworkSpec? kept = null)
    {
        var lost = new List<string>();
        if (!keepsName)
            lost.Add($"the name {genotype.Name}");
        string[] networks = [.. genotype.Networks.Where(network => network != kept).Select(static network => network.Name)];
        if (networks.Length > 0)
            lost.Add($"{(networks.Length == 1 ? "the network" : "the networks")} {string.Join(", ", networks)}");
        if (genotype.Provenance != Provenance.Unknown)
            lost.Add("the provenance");
        if (lost.Count > 0)
            log.Lose($"{system} has no place for {string.Join(lost.Count == 2 && networks.Length < 2 ? " and " : "; ", lost)}");
    }

    /// <summary>The convolutional genotype, or null (and an obstacle) if it is another kind.</summary>
    public static ConvolutionalGenotype? Convolutional(Genotype genotype, string system, ConversionLog log)
    {
        if (genotype is ConvolutionalGenotype convolutional)
            return convolutional;
        log.Refuse($"{system} has no recurrent cells, and {genotype.Name} is one");
        return null;
    }
}
