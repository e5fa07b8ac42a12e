using System.Text;
using Darts.Exporting;
using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Shipping;

/// <summary>Writes the code that the generator makes of a network, for projects that keep generated code and compile without the generator.</summary>
public static class CSharpExport
{
    /// <summary>What a file of code ends with.</summary>
    public const string Extension = ".cs";

    /// <summary>Writes a file.</summary>
    /// <param name="genotype">The genotype.</param>
    /// <param name="file">Its file, as the code's first lines name it.</param>
    /// <param name="network">The class name of one of its networks.</param>
    /// <param name="form">Which class.</param>
    /// <param name="path">The file to write; replaced as a whole or not at all.</param>
    /// <param name="space">The classes' namespace; null for <see cref="SourceNamespace.Default"/>.</param>
    /// <returns>The class, with its namespace, and the file's size.</returns>
    /// <exception cref="DartsException">The genotype has no such network, the namespace is none, or the file cannot be written.</exception>
    public static (string Class, long Bytes) Write(Genotype genotype, string file, string network, SourceForm form, string path, string? space = null)
    {
        ExportedNetwork.Find(genotype, network);
        space ??= SourceNamespace.Default;
        SourceNamespace.Check(space, network);
        byte[] text = Encoding.UTF8.GetBytes(GeneratedSource.Of(genotype, network, form, space, file));
        AtomicFile.Write(path, stream => stream.Write(text));
        return ($"{space}.{network}{(form == SourceForm.Inference ? "Inference" : "")}", text.Length);
    }
}
