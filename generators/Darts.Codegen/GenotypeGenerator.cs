using Microsoft.CodeAnalysis;

namespace Darts.Codegen;

/// <summary>Compiles the project's genotype files to network classes, one generated file for each.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class GenotypeGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Ask the project for its namespace and folders.
        IncrementalValueProvider<ProjectOptions> project = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => ProjectOptions.From(options.GlobalOptions))
            .WithTrackingName(TrackingNames.Project);

        // Read every genotype file.
        IncrementalValuesProvider<FileReading> readings = context.AdditionalTextsProvider
            .Where(static text => GenotypeFile.IsGenotype(text.Path))
            .Combine(project)
            .Select(static (file, cancellation) => FileReading.Of(file.Left, file.Right, cancellation))
            .WithTrackingName(TrackingNames.Readings);

        // Find the classes that two files define.
        IncrementalValueProvider<EquatableArray<ClassClash>> clashes = readings
            .Select(static (reading, _) => reading.Claims)
            .Collect()
            .Select(static (claims, _) => ClassClash.Among(claims))
            .WithTrackingName(TrackingNames.Clashes);

        // Compile what is left of every file; where things stand in it does not matter any more.
        IncrementalValuesProvider<GenotypeFile> files = readings
            .Select(static (reading, _) => reading.File)
            .Combine(clashes)
            .Select(static (file, _) => file.Left.Without(file.Right))
            .WithTrackingName(TrackingNames.Files);
        context.RegisterSourceOutput(files, static (output, file) =>
        {
            FileEmitter.Emit(output, file);
            InferenceFileEmitter.Emit(output, file);
        });

        // Report what is wrong, on a path of its own: a problem that moves a line down re-emits no code.
        IncrementalValuesProvider<FileProblem> problems = readings
            .Combine(clashes)
            .SelectMany(static (reading, _) => reading.Left.ProblemsWith(reading.Right))
            .WithTrackingName(TrackingNames.Problems);
        context.RegisterSourceOutput(problems, static (output, problem) => output.ReportDiagnostic(problem.ToDiagnostic()));
    }
}
