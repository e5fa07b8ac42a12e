using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Checks that optimizers share when they take a saved state.</summary>
internal static class OptimizerState
{
    public static void RefuseUnknown(IReadOnlyDictionary<string, Tensor> state, IEnumerable<string> known)
    {
        var names = known.ToHashSet(StringComparer.Ordinal);
        if (state.Keys.Where(name => !names.Contains(name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new DartsException($"The optimizer's state holds '{unknown}', which belongs to no parameter of this network.");
        }
    }
}
