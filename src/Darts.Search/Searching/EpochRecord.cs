using System.Globalization;
using System.Text;
using Darts.Genotypes;
using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The files a search writes after each epoch, apart from its metrics: <c>genotypes/epoch-001.genotype.json</c> and <c>alphas/epoch-001.json</c>.</summary>
/// <param name="run">The run.</param>
/// <param name="subject">What is searched for.</param>
internal sealed class EpochRecord(RunFolder run, SearchSubject subject)
{
    /// <summary>Writes both files; those of a resumed epoch are replaced.</summary>
    /// <param name="epoch">Counted from 0; files count from 1, as "after so many epochs".</param>
    /// <param name="architecture">α after the epoch.</param>
    /// <returns>The genotype and its file.</returns>
    /// <exception cref="DartsException">A file cannot be written.</exception>
    public (Genotype Genotype, string File) Write(int epoch, ArchitectureParameters architecture)
    {
        var genotype = subject.Genotype(architecture, epoch + 1);
        string file = FileOf(run.GenotypesFolder, epoch, ".genotype.json");
        WriteText(file, GenotypeWriter.Write(genotype));
        WriteText(FileOf(run.AlphasFolder, epoch, ".json"), Text(architecture));
        return (genotype, file);
    }

    private static string FileOf(string folder, int epoch, string extension)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Writing(folder, e);
        }

        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"epoch-{epoch + 1:000}{extension}"));
    }

    private static void WriteText(string file, string text) => AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>α itself, before the softmax: one edge a line.</summary>
    private static string Text(ArchitectureParameters architecture)
    {
        string operations = string.Join(", ", architecture.Space.Operations.Select(operation => $"\"{operation.Name}\""));
        string tables = string.Concat(architecture.Tables.Select(table => $",\n  \"{table.Cell}\": {Rows(table.Alphas)}"));
        return $"{{\n  \"operations\": [{operations}]{tables}\n}}\n";
    }

    private static string Rows(Tensor alphas)
    {
        using var values = alphas.detach().to(float32, CPU, copy: true);
        var rows = values.data<float>().ToArray().Chunk((int)alphas.shape[1])
            .Select(row => $"    [{string.Join(", ", row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]");
        return $"[\n{string.Join(",\n", rows)}\n  ]";
    }
}
