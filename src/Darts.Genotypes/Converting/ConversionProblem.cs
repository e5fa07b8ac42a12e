namespace Darts.Genotypes.Converting;

/// <summary>Why a text cannot be read as a genotype.</summary>
/// <param name="Message">What was found and what is allowed.</param>
/// <param name="Span">Where.</param>
/// <param name="Id">The rule of the genotype language that is broken (<c>DARTS010</c>); null for a fault of the other notation.</param>
public sealed record ConversionProblem(string Message, SourceSpan Span, string? Id = null)
{
    /// <summary>Position, id and message as compilers write them: <c>(3,22): error DARTS010: …</c>; a file's path goes before it.</summary>
    public override string ToString() => $"{Span}: error{(Id is null ? "" : " " + Id)}: {Message}";
}
