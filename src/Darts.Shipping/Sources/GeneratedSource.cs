extern alias compiler;

using compiler::Darts.Codegen;
using Darts.Genotypes;
using CompilerReader = compiler::Darts.Genotypes.GenotypeReader;

namespace Darts.Shipping;

/// <summary>The code that the generator makes of a network.</summary>
internal static class GeneratedSource
{
    /// <summary>Writes the code of one network.</summary>
    /// <param name="genotype">A valid genotype with that network alone.</param>
    /// <param name="form">Which class.</param>
    /// <param name="space">The classes' namespace, valid; empty for the global one.</param>
    /// <param name="origin">The genotype's file, as the code's first lines name it.</param>
    public static string Of(Genotype genotype, SourceForm form, string space, string origin)
    {
        // The generator has types of its own: what both know is the language.
        var own = CompilerReader.Read(GenotypeWriter.Write(genotype)).Genotype
            ?? throw new InvalidOperationException($"The canonical text of {genotype.Name} is not valid.");
        string shown = FilePaths.Display(Path.GetFileName(origin), new ProjectOptions(space, "", ""));
        var file = new GenotypeFile(shown, shown, shown, space, IsFused: true, form == SourceForm.Training ? EmittedForms.Training : EmittedForms.Inference, own, []);
        return (form == SourceForm.Training ? FileEmitter.Text(file) : InferenceFileEmitter.Text(file))
            ?? throw new InvalidOperationException($"{genotype.Name} has no network to be compiled.");
    }
}
