namespace Darts.Genotypes;

/// <summary>A piece of a genotype file's text. All numbers are 0-based and count UTF-16 characters, as Roslyn and editors do.</summary>
/// <param name="Start">The first character's offset from the start of the text (a byte order mark does not count).</param>
/// <param name="Length">The number of characters.</param>
/// <param name="StartLine">The first character's line.</param>
/// <param name="StartColumn">The first character's offset in its line.</param>
/// <param name="EndLine">The line of the character after the last.</param>
/// <param name="EndColumn">The offset in its line of the character after the last.</param>
public readonly record struct SourceSpan(int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>Where it starts, 1-based as people count: <c>(3,22)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"({StartLine + 1},{StartColumn + 1})");
}
