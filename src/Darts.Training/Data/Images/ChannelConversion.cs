using Darts.Networks;

namespace Darts.Training;

/// <summary>Grey to colour and back.</summary>
internal static class ChannelConversion
{
    /// <summary>Only 1 and 3 channels can be made into each other.</summary>
    public static void Check(string name, int from, int to)
    {
        if (from != to && (from, to) is not ((1, 3) or (3, 1)))
        {
            throw new DartsException($"The images of '{name}' have {from} channel{(from == 1 ? "" : "s")}; they cannot be made into images of {to}.");
        }
    }
}
