using System.Text;
using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Cli.Genotypes;

/// <summary>Genotypes on disk, with errors that name the file.</summary>
internal static class GenotypeFile
{
    /// <summary>What every genotype file's name ends with.</summary>
    public const string Extension = ".genotype.json";

    /// <summary>Reads a genotype.</summary>
    /// <exception cref="DartsException">There is no such file, or it has faults; the message lists them all as <c>file(line,column): error id: message</c>.</exception>
    public static Genotype Read(string path)
    {
        var reading = GenotypeReader.Read(Bytes(path));
        return reading.Genotype ?? throw new DartsException(string.Join(Environment.NewLine, reading.Problems.Select(problem => Line(path, problem))));
    }

    /// <summary>A file's bytes.</summary>
    /// <exception cref="DartsException">There is no such file, or it cannot be read.</exception>
    public static byte[] Bytes(string path)
    {
        if (!File.Exists(path))
            throw new DartsException($"There is no file '{path}'.");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading(path, e);
        }
    }

    /// <summary>A fault as compilers write it, for editors and build servers: <c>file(line,column): error DARTS010: message</c>.</summary>
    public static string Line(string path, GenotypeProblem problem) => $"{path}{problem.Span}: error {problem.Id}: {problem.Message}";

    /// <summary>Writes a genotype, whole or not at all.</summary>
    public static void Write(string path, Genotype genotype)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(GenotypeWriter.Write(genotype))));
    }

    /// <summary>Makes sure that a search may write here: a file that no search made is somebody's work.</summary>
    /// <exception cref="DartsException">The file is published or written by hand, or is not a genotype.</exception>
    public static void CheckReplaceable(string path)
    {
        if (!File.Exists(path))
            return;
        var provenance = Read(path).Provenance;
        if (provenance.Source is { } source)
            throw new DartsException($"'{path}' is a published genotype ({source}) and stays as it is; choose another --name.");
        if (provenance.Method is null || provenance.Seed is null)
            throw new DartsException($"'{path}' was not made by a search and stays as it is; choose another --name.");
    }
}
