using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Darts.Codegen;

/// <summary>A problem and its file: a diagnostic as a value, which Roslyn's own is not.</summary>
/// <param name="Path">The file, as the compiler names it.</param>
/// <param name="Problem">What and where.</param>
public sealed record FileProblem(string Path, GenotypeProblem Problem)
{
    /// <summary>The diagnostic, with a location that prints as <c>file(line,column)</c> and opens in editors.</summary>
    public Diagnostic ToDiagnostic()
    {
        SourceSpan span = Problem.Span;
        var location = Location.Create(
            Path,
            new TextSpan(span.Start, span.Length),
            new LinePositionSpan(new(span.StartLine, span.StartColumn), new(span.EndLine, span.EndColumn)));
        return Diagnostic.Create(DiagnosticDescriptors.Of(Problem.Rule), location, Problem.Message);
    }
}
