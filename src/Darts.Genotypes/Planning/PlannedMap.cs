namespace Darts.Genotypes;

/// <summary>A map that a cell makes for itself, or one of those it is given.</summary>
/// <param name="Name">What generated code calls it.</param>
/// <param name="Shape">How it lies in memory.</param>
/// <param name="Offset">Where it begins in the arena, floats; null if the caller says where.</param>
public sealed record PlannedMap(string Name, MapShape Shape, int? Offset);

/// <summary>Some channels of a map.</summary>
/// <param name="Map">The map.</param>
/// <param name="FirstChannel">The first of them; all others follow if it is 0 and they are as many.</param>
/// <param name="Channels">How many.</param>
public sealed record MapPart(PlannedMap Map, int FirstChannel, int Channels)
{
    /// <summary>A whole map.</summary>
    public static MapPart All(PlannedMap map) => new(map, 0, map.Shape.Shape.Channels);

    /// <summary>Whether it is the whole map.</summary>
    public bool IsAll => Channels == Map.Shape.Shape.Channels;
}
