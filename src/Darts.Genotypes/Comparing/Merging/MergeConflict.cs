namespace Darts.Genotypes;

/// <summary>A part of a genotype that both sides changed, each in its own way.</summary>
/// <param name="Place">Where: <c>normal cell, node 3</c>.</param>
/// <param name="Ours">What our side makes of it.</param>
/// <param name="Theirs">What the other side makes of it.</param>
public sealed record MergeConflict(string Place, string Ours, string Theirs)
{
    /// <summary><c>normal cell, node 3: ours is …, theirs is …</c>.</summary>
    public override string ToString() => $"{Place}: ours is {Ours}, theirs is {Theirs}";
}
