using System.Text.Json;
using Darts.Networks;

namespace Darts.Reports.Galleries;

/// <summary>A result somebody published of an architecture.</summary>
/// <param name="Genotype">The genotype's file, without its extension.</param>
/// <param name="Data">What was classified: <c>CIFAR-10</c>.</param>
/// <param name="Error">The test error in percent, as published: <c>2.76 ± 0.09</c>.</param>
/// <param name="Source">Where it stands, and what is peculiar about it.</param>
public sealed record PublishedResult(string Genotype, string Data, string Error, string Source)
{
    /// <summary>The file beside genotypes that lists results.</summary>
    public const string FileName = "published-results.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads the results beside the genotypes of a folder; none where there is no such file.</summary>
    /// <exception cref="DartsException">The file cannot be read or is no list of results.</exception>
    public static IReadOnlyList<PublishedResult> Read(string folder)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            return [];
        try
        {
            return JsonSerializer.Deserialize<PublishedResult[]>(File.ReadAllText(file), Json) ?? throw new JsonException();
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading(file, e);
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? FormattableString.Invariant($"({line + 1},{e.BytePositionInLine + 1})") : "";
            throw new DartsException($"{file}{place}: this is no list of results, each with genotype, data, error and source.", e);
        }
    }
}
