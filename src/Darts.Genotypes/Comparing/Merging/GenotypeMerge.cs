namespace Darts.Genotypes;

/// <summary>Two changed versions of a genotype as one. What each side does to a node, to a node's place in the output, to a network, to the name or to an entry
/// of provenance is one change; a conflict is where both sides make different changes to the same of these.</summary>
/// <param name="Ours">The merge, with our side wherever there is a conflict.</param>
/// <param name="Theirs">The merge, with their side wherever there is a conflict; equal to <paramref name="Ours"/> if there is none.</param>
/// <param name="Conflicts">What somebody has to decide.</param>
public sealed record GenotypeMerge(Genotype Ours, Genotype Theirs, EquatableArray<MergeConflict> Conflicts)
{
    /// <summary>Merges valid genotypes (what <see cref="GenotypeReader"/> lets through).</summary>
    /// <param name="origin">What both come from; null if both are new.</param>
    /// <param name="ours">Our version.</param>
    /// <param name="theirs">The other version.</param>
    public static GenotypeMerge Of(Genotype? origin, Genotype ours, Genotype theirs)
    {
        if (origin is null || ours.GetType() != theirs.GetType() || origin.GetType() != ours.GetType())
            return Whole(origin, ours, theirs);
        var conflicts = new List<MergeConflict>();
        var merge = new ThreeWay(conflicts);
        var cells = GenotypeCells.Of(ours).Select(cell => CellMerge.Of(cell.Title, GenotypeCells.Find(origin, cell.Title)!, cell.Cell, GenotypeCells.Find(theirs, cell.Title)!, conflicts)).ToList();
        var name = merge.Texts("name", origin.Name, ours.Name, theirs.Name);
        var schema = merge.Texts("$schema", origin.Schema, ours.Schema, theirs.Schema);
        var networks = NetworkMerge.Of(origin.Networks, ours.Networks, theirs.Networks, merge);
        var provenance = ProvenanceMerge.Of(origin.Provenance, ours.Provenance, theirs.Provenance, merge);
        return new(
            Make(ours, name.Ours!, schema.Ours, [.. cells.Select(static cell => cell.Ours)], networks.Ours, provenance.Ours),
            Make(ours, name.Theirs!, schema.Theirs, [.. cells.Select(static cell => cell.Theirs)], networks.Theirs, provenance.Theirs),
            conflicts.ToEquatableArray());
    }

    /// <summary>Without a common origin, or of different kinds, there are no changes to put together: one is taken as it is.</summary>
    private static GenotypeMerge Whole(Genotype? origin, Genotype ours, Genotype theirs)
    {
        if (Same(ours, theirs) || Same(origin, theirs))
            return new(ours, ours, []);
        if (Same(origin, ours))
            return new(theirs, theirs, []);
        string place = origin is null ? "the file, which both sides added" : "the file";
        return new(ours, theirs, [new(place, Describe(ours), Describe(theirs))]);
    }

    private static bool Same(Genotype? one, Genotype other) =>
        one is not null && one.Provenance == other.Provenance && one.Schema == other.Schema && GenotypeDifference.Of(one, other).IsEmpty;

    private static string Describe(Genotype genotype) => $"the {Notation.KindOf(genotype)} genotype {genotype.Name}";

    private static Genotype Make(Genotype kind, string name, string? schema, Cell[] cells, EquatableArray<NetworkSpec> networks, Provenance provenance) =>
        kind is ConvolutionalGenotype
            ? new ConvolutionalGenotype(name, cells[0], cells[1], networks, provenance) { Schema = schema }
            : new RecurrentGenotype(name, cells[0], networks, provenance) { Schema = schema };
}
