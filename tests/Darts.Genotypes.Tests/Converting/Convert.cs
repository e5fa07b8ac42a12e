using Darts.Genotypes.Converting;

namespace Darts.Genotypes.Tests;

/// <summary>Conversions that must succeed.</summary>
internal static class Convert
{
    public static GenotypeFormat Format(string name) => GenotypeConverter.Find(name) ?? throw new ArgumentException($"There is no format '{name}'.");

    /// <summary>Reads a text of a guessed format, which must be <paramref name="format"/>.</summary>
    public static Genotype Read(string text, string format, string? name = null)
    {
        ConversionReading reading = GenotypeConverter.Read(text, name: name);
        Assert.Equal([], reading.Problems.Select(problem => problem.ToString()));
        Assert.Equal(format, reading.Format?.Name);
        return reading.Genotype!;
    }

    public static string Write(Genotype genotype, string format)
    {
        ConversionWriting writing = GenotypeConverter.Write(genotype, Format(format));
        Assert.Empty(writing.Obstacles);
        return writing.Text!;
    }

    /// <summary>The one problem of a text.</summary>
    public static ConversionProblem Problem(string text, string? format = null, string? name = null) =>
        Assert.Single(GenotypeConverter.Read(text, format is null ? null : Format(format), name).Problems);

    /// <summary>Fails unless the architectures are the same; names, networks and provenance do not matter.</summary>
    public static void SameCells(Genotype expected, Genotype? actual) => Assert.Equal(Cells(expected), Cells(actual!));

    /// <summary>The cells alone.</summary>
    public static Genotype Cells(Genotype genotype) => genotype with { Name = "X", Networks = [], Provenance = Provenance.Unknown, Schema = null };
}
