using System.Globalization;
using System.Text.Json;
using Darts.Genotypes;
using Darts.Networks;
using Darts.Training;

namespace Darts.Search;

/// <summary>What a search wrote after an epoch: the genotype, and the α it was derived from.</summary>
/// <param name="Number">How many epochs had passed, from 1.</param>
/// <param name="Genotype">The architecture.</param>
/// <param name="Alphas">A table for each kind of cell; empty where none was written.</param>
public sealed record RecordedEpoch(int Number, Genotype Genotype, IReadOnlyList<AlphaTable> Alphas)
{
    private const string Prefix = "epoch-", GenotypeExtension = ".genotype.json", AlphaExtension = ".json";

    /// <summary>Reads all epochs of a search, in order.</summary>
    /// <param name="run">The search's folder.</param>
    /// <exception cref="DartsException">A file cannot be read or is damaged; the message names it.</exception>
    public static IReadOnlyList<RecordedEpoch> Read(RunFolder run)
    {
        if (!Directory.Exists(run.GenotypesFolder))
            return [];
        return [.. Directory.GetFiles(run.GenotypesFolder, Prefix + "*" + GenotypeExtension)
            .Select(file => (File: file, Number: NumberOf(Path.GetFileName(file))))
            .Where(found => found.Number > 0)
            .OrderBy(found => found.Number)
            .Select(found => new RecordedEpoch(found.Number, ReadGenotype(found.File), ReadAlphas(Path.Combine(run.AlphasFolder, Stem(found.File) + AlphaExtension))))];
    }

    private static string Stem(string file) => Path.GetFileName(file)[..^GenotypeExtension.Length];

    private static int NumberOf(string name) =>
        int.TryParse(name[Prefix.Length..^GenotypeExtension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static Genotype ReadGenotype(string file)
    {
        var reading = GenotypeReader.Read(Bytes(file));
        return reading.Genotype ?? throw new DartsException($"{file}{reading.Problems[0].Span}: error {reading.Problems[0].Id}: {reading.Problems[0].Message}");
    }

    private static IReadOnlyList<AlphaTable> ReadAlphas(string file)
    {
        if (!File.Exists(file))
            return [];
        try
        {
            using var json = JsonDocument.Parse(Bytes(file));
            string[] operations = json.RootElement.GetProperty("operations").Deserialize<string[]>() ?? throw new FormatException();
            return [.. json.RootElement.EnumerateObject().Where(table => table.Name != "operations").Select(table => new AlphaTable(table.Name, operations, RowsOf(table.Value, operations.Length)))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new DartsException($"'{file}' is damaged: it does not hold operations and, for each cell, a table of numbers with a column for each of them.", e);
        }
    }

    private static IReadOnlyList<IReadOnlyList<double>> RowsOf(JsonElement table, int columns)
    {
        var rows = table.Deserialize<double[]?[]>() ?? throw new FormatException();
        return [.. rows.Select(row => row?.Length == columns && row.All(double.IsFinite) ? row : throw new FormatException())];
    }

    private static byte[] Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading(file, e);
        }
    }
}

/// <summary>The α of one kind of cell after an epoch, before the softmax.</summary>
/// <param name="Cell">The cell's key in genotypes: <c>normal</c>.</param>
/// <param name="Operations">The columns.</param>
/// <param name="Rows">A row for each edge, node by node, within a node by predecessor.</param>
public sealed record AlphaTable(string Cell, IReadOnlyList<string> Operations, IReadOnlyList<IReadOnlyList<double>> Rows)
{
    /// <summary>softmax(α) of an edge: how much of each operation its mixture has.</summary>
    /// <param name="row">The edge's row.</param>
    public IReadOnlyList<double> Weights(int row)
    {
        double largest = Rows[row].Max();
        double[] exponentials = [.. Rows[row].Select(alpha => Math.Exp(alpha - largest))];
        double sum = exponentials.Sum();
        return [.. exponentials.Select(exponential => exponential / sum)];
    }
}
