namespace Darts.Genotypes.Converting;

/// <summary>What reading a text gave.</summary>
/// <param name="Genotype">The genotype; null exactly if there are problems.</param>
/// <param name="Format">The format that was named or guessed; null if it could not be guessed.</param>
/// <param name="Problems">Every fault, in the order of the text.</param>
/// <param name="Losses">What the text holds and the genotype does not, one sentence each.</param>
/// <param name="Names">The genotypes to choose from, if there are several and none was chosen.</param>
public sealed record ConversionReading(
    Genotype? Genotype, GenotypeFormat? Format, EquatableArray<ConversionProblem> Problems, EquatableArray<string> Losses, EquatableArray<string> Names);

/// <summary>What writing a genotype gave.</summary>
/// <param name="Text">The text, ended by a line break; null exactly if there are obstacles.</param>
/// <param name="Losses">What the genotype holds and the text does not, one sentence each.</param>
/// <param name="Obstacles">Why the genotype cannot be written in this format, one sentence each.</param>
public sealed record ConversionWriting(string? Text, EquatableArray<string> Losses, EquatableArray<string> Obstacles);
