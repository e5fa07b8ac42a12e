namespace Darts.Kernels.Inference;

/// <summary>
/// A feature map in the arena. Where it lies and how is decided when the network is compiled; a map that is read around the edges has a border of zeros.
/// </summary>
/// <param name="First">Its first channel's first pixel, floats from the arena's beginning.</param>
/// <param name="Channels">How many channels.</param>
/// <param name="Row">From a row to the next, floats.</param>
/// <param name="Channel">From a channel to the next, floats.</param>
public readonly record struct Map(int First, int Channels, int Row, int Channel)
{
    /// <summary>Some of its channels.</summary>
    /// <param name="from">The first of them.</param>
    /// <param name="channels">How many.</param>
    public Map Slice(int from, int channels) => this with { First = First + (from * Channel), Channels = channels };

    /// <summary>The same map elsewhere.</summary>
    /// <param name="offset">Floats from where it is.</param>
    public Map At(int offset) => this with { First = First + offset };
}
