namespace Darts.Genotypes;

/// <summary>The largest numbers the language takes. Far above any network that trains, and low enough that every shape fits
/// an <see cref="int"/> and every count (parameters, multiply-adds) a <see cref="long"/>.</summary>
public static class GenotypeLimits
{
    /// <summary>Characters of a file.</summary>
    public const int TextLength = 1 << 20;

    /// <summary>Nested brackets; an edge of a cell stands at 4.</summary>
    public const int Depth = 16;

    /// <summary>The highest node of a cell (the literature's are 5 and 6).</summary>
    public const int Node = 63;

    /// <summary>Edges of a cell (the literature's are 8 and 10).</summary>
    public const int Edges = 128;

    /// <summary>Problems reported of one file.</summary>
    public const int Problems = 100;

    /// <summary>Letters of a name; metadata takes 1,023 bytes, nested classes' suffixes included.</summary>
    public const int NameLength = 128;

    /// <summary>C, the channels of the first cell's operations.</summary>
    public const int Channels = 1024;

    /// <summary>Cells of an image network.</summary>
    public const int Layers = 256;

    /// <summary>Classes of an image network.</summary>
    public const int Classes = 1_000_000;

    /// <summary>Channels of an image.</summary>
    public const int InputChannels = 4096;

    /// <summary>Rows and columns of an image, pixels.</summary>
    public const int InputSize = 4096;

    /// <summary>Width of word embeddings and of a recurrent cell's state.</summary>
    public const int Hidden = 65_536;

    /// <summary>Words of a language model.</summary>
    public const int Vocabulary = 10_000_000;
}
