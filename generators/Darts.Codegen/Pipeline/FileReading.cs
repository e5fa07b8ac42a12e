using Microsoft.CodeAnalysis;

namespace Darts.Codegen;

/// <summary>What reading one genotype file gave: what to compile, apart from what to report.</summary>
/// <param name="File">What to compile; without positions.</param>
/// <param name="Names">The networks' names with their positions.</param>
/// <param name="Problems">What to report.</param>
public sealed record FileReading(GenotypeFile File, EquatableArray<NetworkName> Names, EquatableArray<FileProblem> Problems)
{
    /// <summary>The classes this file wants to define.</summary>
    public ClassClaims Claims => new(File.Path, File.DisplayPath, [.. File.Genotype?.Networks.Select(static network => network.Name) ?? File.Stubs]);

    /// <summary>Reads a file.</summary>
    public static FileReading Of(AdditionalText text, ProjectOptions project, CancellationToken cancellation)
    {
        string display = FilePaths.Display(text.Path, project);
        var file = new GenotypeFile(text.Path, display, FilePaths.Hint(text.Path, project), project.Namespace, project.IsFused, project.Forms, null, []);
        if (text.GetText(cancellation) is not { } content)
            return new(file, [], [new(text.Path, GenotypeRules.UnreadableFile.At(default, display))]);

        GenotypeReading reading = GenotypeReader.Read(content.ToString());
        file = reading.Genotype is { } genotype
            ? file with { Genotype = genotype }
            : file with { Stubs = reading.NetworkNames.Select(static name => name.Name).ToEquatableArray() };
        return new(file, reading.NetworkNames, reading.Problems.Select(problem => new FileProblem(text.Path, problem)).ToEquatableArray());
    }

    /// <summary>The problems of this file, and those it has with others.</summary>
    public IEnumerable<FileProblem> ProblemsWith(EquatableArray<ClassClash> clashes) =>
        Problems.Concat(
            from clash in clashes
            where clash.Loser == File.Path
            let span = Names.First(name => name.Name == clash.Class).Span
            select new FileProblem(File.Path, GenotypeRules.DuplicateClass.At(span, clash.Class, clash.Winner)));
}
