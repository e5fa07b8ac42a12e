using System.Text;
using Darts.Cli.Options;
using Darts.Genotypes;
using Darts.Genotypes.Converting;
using Darts.Networks;

namespace Darts.Cli.Genotypes;

/// <summary>Genotypes on disk or standard input, in any of the formats that are converted.</summary>
internal static class ConversionFile
{
    /// <summary>Bytes of the longest text: a character of a log takes one, of any other text at most four.</summary>
    private const long Bytes = 4L * ConversionLimits.TextLength;

    /// <summary>Reads a genotype.</summary>
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="format">Its format; null to guess.</param>
    /// <param name="name">Which of several genotypes, or how to name one that has no name; may be null.</param>
    /// <exception cref="DartsException">There is no such file, or no genotype in it; the message lists every fault as <c>file(line,column): error: message</c>.</exception>
    public static ConversionReading Read(string path, GenotypeFormat? format, string? name)
    {
        bool input = path == PathArgument.StandardInput;
        if (!input && !File.Exists(path))
            throw new DartsException($"There is no file '{path}'.");
        string shown = input ? "stdin" : path;
        byte[] bytes = ReadBytes(path, input, shown);
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        string text = reader.ReadToEnd();
        string otherwise = input ? "Genotype" : RunNames.FromData(Path.GetFileName(path).Split('.')[0]);
        var reading = GenotypeConverter.Read(text, format, name, otherwise);
        // A genotype file has to be UTF-8; a log may hold anything beside its genotype.
        var problems = reading.Format?.Name == "darts" && GenotypeReader.Read(bytes).Problems is { Count: > 0 } faults
            ? faults.Select(fault => $"{shown}{fault.Span}: error {fault.Id}: {fault.Message}")
            : reading.Problems.Select(problem => $"{shown}{problem}");
        string message = string.Join(Environment.NewLine, problems);
        if (reading.Names.Count > 0)
            message += $"{Environment.NewLine}--name chooses, for example: --name {reading.Names[0]}";
        return message.Length == 0 ? reading : throw new DartsException(message);
    }

    private static byte[] ReadBytes(string path, bool input, string shown)
    {
        using var stream = input ? Console.OpenStandardInput() : File.OpenRead(path);
        using var memory = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > Bytes)
                throw new DartsException($"{shown} is longer than {Bytes >> 20} MiB, which no genotype and no log of a search is.");
        }
        return memory.ToArray();
    }
}
