using System.Globalization;

namespace Darts.Genotypes;

/// <summary>A rule of the genotype language.</summary>
/// <param name="Id"><c>DARTS001</c>…; never reused, never renumbered.</param>
/// <param name="Title">What went wrong, in a few words.</param>
/// <param name="MessageFormat">The message, with <c>{0}</c>… for what was found and what is allowed.</param>
public sealed record GenotypeRule(string Id, string Title, string MessageFormat)
{
    /// <summary>A breach of this rule at <paramref name="span"/>.</summary>
    /// <param name="span">The text at fault.</param>
    /// <param name="arguments">The values of the message format; numbers are written culture-free.</param>
    public GenotypeProblem At(SourceSpan span, params object[] arguments) =>
        new(this, string.Format(CultureInfo.InvariantCulture, MessageFormat, arguments), span);
}
