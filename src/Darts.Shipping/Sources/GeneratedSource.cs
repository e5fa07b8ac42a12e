extern alias compiler;

using compiler::Darts.Codegen;
using Darts.Genotypes;
using CompilerReader = compiler::Darts.Genotypes.GenotypeReader;

namespace Darts.Shipping;

/// <summary>The code that the generator makes of a network.</summary>
internal static class GeneratedSource
{
    // What the generator says of its own files is not true of one that somebody keeps.
    private const string EveryBuild = "every build writes it anew", Export = "darts export writes it anew";

    /// <summary>Writes the code of one network.</summary>
    /// <param name="genotype">A valid genotype.</param>
    /// <param name="network">One of its networks.</param>
    /// <param name="form">Which class.</param>
    /// <param name="space">The classes' namespace, valid; empty for the global one.</param>
    /// <param name="origin">The genotype's file, as the code's first lines name it.</param>
    public static string Of(Genotype genotype, string network, SourceForm form, string space, string origin)
    {
        // The generator has types of its own: what both know is the language.
        var alone = genotype with { Networks = [.. genotype.Networks.Where(one => one.Name == network)] };
        var own = CompilerReader.Read(GenotypeWriter.Write(alone)).Genotype
            ?? throw new InvalidOperationException($"The canonical text of {genotype.Name} is not valid.");
        string shown = FilePaths.Display(Path.GetFileName(origin), new ProjectOptions(space, "", ""));
        var file = new GenotypeFile(shown, shown, shown, space, IsFused: true, form == SourceForm.Training ? EmittedForms.Training : EmittedForms.Inference, own, []);
        string text = (form == SourceForm.Training ? FileEmitter.Text(file) : InferenceFileEmitter.Text(file))
            ?? throw new InvalidOperationException($"{network} of {genotype.Name} is not compiled.");
        return text.Replace(EveryBuild, Export, StringComparison.Ordinal);
    }
}
